using AiPolicyPortal.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>An analyst filters, sorts, pages and changes language without losing the place, by mouse, by keyboard and without JavaScript.</summary>
[Collection(Journeys.Name)]
public sealed class BrowsingTests(BrowserPortal portal)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Programmes_FilterSortAndPage_KeepEachOther(bool javaScript)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript });
        await page.GotoAsync("/programmes");
        await page.Locator("details.filter-panel:not([open]) > summary").ClickIfVisibleAsync();
        await page.Locator("input[name='theme'][value='compute']").CheckAsync();
        await page.Locator(".filter-panel button").ClickAsync();
        Assert.Contains("theme=compute", page.Url, StringComparison.Ordinal);

        await page.Locator("th a", new() { HasText = "Runs" }).ClickAsync();
        Assert.Contains("theme=compute", page.Url, StringComparison.Ordinal);
        Assert.Contains("sort=-start", page.Url, StringComparison.Ordinal);

        var first = await page.Locator("tbody th a").AllInnerTextsAsync();
        await page.Locator(".pager a[rel='next']").ClickAsync();
        var second = await page.Locator("tbody th a").AllInnerTextsAsync();
        Assert.Contains("theme=compute", page.Url, StringComparison.Ordinal);
        Assert.Empty(first.Intersect(second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Citation_OfAListWithoutCharts_OpensAndIsCopiedWhereScriptsRun(bool javaScript)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript, Permissions = ["clipboard-read", "clipboard-write"] });
        await page.GotoAsync("/programmes?country=FR");
        var citation = page.Locator("details.citation");
        await Assertions.Expect(citation.Locator("textarea").First).ToBeHiddenAsync();

        await citation.Locator("summary").ClickAsync();

        await Assertions.Expect(citation.Locator("textarea").First).ToBeVisibleAsync();
        var copy = citation.Locator("button").First;
        if (!javaScript)
        {
            await Assertions.Expect(copy).ToBeHiddenAsync();
            return;
        }

        await copy.ClickAsync();
        await Assertions.Expect(copy).ToHaveTextAsync("Copied");
        Assert.Equal(await citation.Locator("textarea").First.InputValueAsync(), await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Theory]
    [InlineData("amountMin", "5 million", "5000000")]
    [InlineData("awardedFrom", "03/2024", "2024-03")]
    public async Task GrantRanges_WrittenInAnotherWay_AreNotSentBeforeTheyAreMended(string field, string wrong, string right)
    {
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await page.GotoAsync("/grants");
        var asked = page.Url;
        await page.Locator("details.filter-panel:not([open]) > summary").ClickIfVisibleAsync();
        await page.Locator("details.facet-fold", new() { Has = page.Locator($"#{field}") }).Locator("summary").ClickAsync();
        var input = page.Locator($"#{field}");
        await input.FillAsync(wrong);
        await page.Locator(".filter-panel button").ClickAsync();
        Assert.Equal(asked, page.Url);
        Assert.Equal(wrong, await input.InputValueAsync());

        await input.FillAsync(right);
        await page.Locator(".filter-panel button").ClickAsync();
        Assert.Contains($"{field}={right}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_Switch_KeepsThePageAndItsQuery()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/programmes?country=FR&sort=-start");
        await page.GetByRole(AriaRole.Link, new() { Name = "Français" }).ClickAsync();

        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("country=FR", page.Url, StringComparison.Ordinal);
        Assert.Contains("sort=-start", page.Url, StringComparison.Ordinal);

        await page.GotoAsync("/releases");
        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task Keyboard_Alone_ReachesTheContentAndSearches()
    {
        var page = await portal.OpenAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();

        await page.Locator("header input[name='q'], .masthead input[name='q']").First.FocusAsync();
        await page.Keyboard.TypeAsync("jean zay");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/search?q=jean*");
        await Assertions.Expect(page.Locator("main a[href^='/']").First).ToBeVisibleAsync();
    }
}
