using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>What every page of a journey must hold to.</summary>
internal static class PageChecks
{
    /// <summary>The narrowest window, in CSS pixels (WCAG 2.2, 1.4.10).</summary>
    public const int Narrowest = 320;

    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Notes what axe finds in either theme, and whether the page is wider than the narrowest window.</summary>
    public static async Task CheckAsync(this IPage page, List<string> found)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
            var result = await page.RunAxe(Options);
            found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                $"{page.Url} {theme}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}")));
        }

        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        if (width > Narrowest)
        {
            found.Add($"{page.Url}: {width} px wide");
        }
    }
}
