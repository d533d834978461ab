using AiPolicyPortal.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>WCAG 2.2 AA as far as axe can tell, on every page, in both languages and both themes, and no sideways scrolling at 320 px.</summary>
[Collection(Journeys.Name)]
public sealed class AccessibilityTests(BrowserPortal portal)
{
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
            await OpenCitationsAsync(page);
            await page.AxeAsync(found);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Page_WithFaultsInItsTextAndInTheDark_IsFound()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/about");
        await page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=faint>Faint</p><img src=/favicon.svg><input>')");
        // A style sheet and no listener: a listener is told after the colours have changed, at times after axe has looked.
        await page.EvaluateAsync(
            """
            () => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('@media (prefers-color-scheme: dark) { #faint { color: #333 } }');
                document.adoptedStyleSheets.push(sheet);
            }
            """);
        var found = new List<string>();

        await page.AxeAsync(found);

        Assert.Contains(found, fault => fault.Contains("image-alt", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.Contains("label", StringComparison.Ordinal) && fault.Contains("<input>", StringComparison.Ordinal));
        Assert.Contains(found, fault => fault.Contains("in the dark: color-contrast", StringComparison.Ordinal) && fault.Contains("Faint", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Pages_NarrowScreen_DoNotScrollSideways(string language)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions
        {
            Locale = language,
            ViewportSize = new ViewportSize { Width = PageChecks.Narrowest, Height = 640 },
        });
        var wide = new List<string>();
        foreach (var address in PageList.Addresses)
        {
            await page.GotoAsync(address);
            await OpenCitationsAsync(page);
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > PageChecks.Narrowest)
            {
                wide.Add($"{address}: {width} px");
            }
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    // As a reader may leave them.
    private static async Task OpenCitationsAsync(IPage page) => await page.EvaluateAsync("document.querySelectorAll('details.citation').forEach(one => one.open = true)");
}
