using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>What every page of a journey must hold to.</summary>
internal static class PageChecks
{
    /// <summary>The narrowest window, in CSS pixels (WCAG 2.2, 1.4.10).</summary>
    public const int Narrowest = 320;

    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // The dark theme has other colours and nothing else.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    /// <summary>Notes what axe finds in either theme, and whether the page is wider than the narrowest window.</summary>
    public static async Task CheckAsync(this IPage page, List<string> found)
    {
        await page.AxeAsync(found);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > Narrowest)
        {
            found.Add($"{page.Url}: {width} px wide");
        }
    }

    /// <summary>Notes what axe finds in either theme.</summary>
    public static async Task AxeAsync(this IPage page, List<string> found)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        found.AddRange(Faults(page.Url, await page.RunAxe(Everything)));

        var light = await page.BackgroundAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        Assert.NotEqual(light, await page.BackgroundAsync());
        found.AddRange(Faults($"{page.Url} in the dark", await page.RunAxe(Colours)));
    }

    private static Task<string> BackgroundAsync(this IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static IEnumerable<string> Faults(string address, AxeResult result) => result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
        $"{address}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}"));
}
