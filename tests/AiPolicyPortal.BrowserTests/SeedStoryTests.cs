using AiPolicyPortal.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>A journalist reads on 11 March 2024 that France put 1.5 billion euros into generative AI: is it new money?</summary>
[Collection(Journeys.Name)]
public sealed class SeedStoryTests(BrowserPortal portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Announcement_OfMarch2024_LeadsInTwoClicksToWhatItRestatesAndItsSources(bool javaScript)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript });
        await page.GotoAsync("/announcements/a-fr-017");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("1.5bn");

        await page.Locator("main a[href='/figures/f-fr-044']").First.ClickAsync();
        var restated = page.Locator("main .relations a[href^='/figures/']").First;
        await Assertions.Expect(restated).ToBeVisibleAsync();
        await restated.ClickAsync();

        await Assertions.Expect(page.Locator("main .source-list a[rel~='external']").First).ToBeVisibleAsync();
        Assert.NotEqual("/figures/f-fr-044", new Uri(page.Url).AbsolutePath);
    }

    [Fact]
    public async Task Grok1_SaysWhenItWasAnnouncedReleasedAndWhatStayedClosed()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/releases/grok-1");

        var main = page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("11 March 2024");
        await Assertions.Expect(main).ToContainTextAsync("17 March 2024");
        await Assertions.Expect(main.Locator("a[href='/announcements/a-fr-017']").First).ToBeVisibleAsync();
        await Assertions.Expect(main).ToContainTextAsync("Training code");
        Assert.DoesNotContain("open source", await main.Locator("h1, .lede").AllInnerTextsAsync(), StringComparer.OrdinalIgnoreCase);
    }
}
