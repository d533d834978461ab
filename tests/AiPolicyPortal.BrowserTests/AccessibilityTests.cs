using AiPolicyPortal.BrowserTests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>WCAG 2.2 AA as far as axe can tell, on every page, in both languages and both themes, and no sideways scrolling at 320 px.</summary>
[Collection(Journeys.Name)]
public sealed class AccessibilityTests(BrowserPortal portal)
{
    private static readonly AxeRunOptions Options = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData("en", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    [InlineData("fr", ColorScheme.Light)]
    [InlineData("fr", ColorScheme.Dark)]
    public async Task Pages_EveryLanguageAndTheme_AxeFindsNothing(string language, ColorScheme theme)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { Locale = language, ColorScheme = theme });
        var found = new List<string>();
        foreach (var address in PageList.Addresses)
        {
            await page.GotoAsync(address);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            var result = await page.RunAxe(Options);
            found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                $"{address}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}")));
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
}
