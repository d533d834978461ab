using AiPolicyPortal.BrowserTests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>WCAG 2.2 AA as far as axe can tell, on every page, in both languages and both themes, and no sideways scrolling at 320 px.</summary>
[Collection(Journeys.Name)]
public sealed class AccessibilityTests(BrowserPortal portal)
{
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    // The dark theme has other colours and nothing else.
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] },
    };

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Pages_EveryLanguageAndTheme_AxeFindsNothing(string language)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { Locale = language });
        var found = new List<string>();
        foreach (var address in PageList.Addresses)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            await page.GotoAsync(address);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            found.AddRange(Faults(address, await page.RunAxe(Everything)));

            var light = await BackgroundAsync(page);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            Assert.NotEqual(light, await BackgroundAsync(page));
            found.AddRange(Faults($"{address} in the dark", await page.RunAxe(Colours)));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Pages_NarrowScreen_DoNotScrollSideways(string language)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ViewportSize = new ViewportSize { Width = 320, Height = 640 },
        });
        var wide = new List<string>();
        foreach (var address in PageList.Addresses)
        {
            await page.GotoAsync(address);
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 320)
            {
                wide.Add($"{address}: {width} px");
            }
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static IEnumerable<string> Faults(string address, AxeResult result) => result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
        $"{address}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}"));
}
