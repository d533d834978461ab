using System.Diagnostics;
using System.Net;
using AiPolicyPortal.BrowserTests.Infrastructure;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Articles;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>From a pasted article to a published record by two people, by keyboard alone, and every page on that road as axe sees it.</summary>
[Collection(Journeys.Name)]
public sealed class AnnouncementJourneyTests(AdminPortal portal) : IClassFixture<AdminPortal>
{
    private const string New = "/admin/announcements/new";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoPeople_ByKeyboard_FromAPastedArticleToThePublic(bool javaScript)
    {
        var options = new BrowserNewContextOptions { JavaScriptEnabled = javaScript };
        var title = javaScript ? "France bets on open source" : "France bets on open source, without scripts";
        var ada = await portal.SignInAsync(AccountRole.Contributor, options);
        await ada.PressAsync($"a[href='{New}']");
        await ada.Locator("#Text").WaitForAsync();
        await ada.TypeIntoAsync("#Text", SeedStory.Text);
        await ada.PressAsync($"form[action='{New}?handler=Read'] button");
        await ada.Locator("#amount-0").WaitForAsync();
        Assert.Equal(0, await ada.Locator("input:checked").CountAsync());
        await ada.TypeIntoAsync("input[name='Entry.Title']", title);
        await ada.ChooseAsync("Entry.Date", "2024-03-11");
        await ada.ChooseAsync("Entry.Country", "FR");
        await ada.TypeIntoAsync("input[name=Address]", $"https://news.example.org/{(javaScript ? "scripts" : "none")}");
        await ada.TickAsync("#amount-0");
        await ada.PickAsync("#relation-0-f-fr-010", "This restates", "restates");
        await ada.PickAsync("#funder", "Public", "Public");
        await ada.ChooseAsync("Entry.Programme", "fr-generative-ai-2024");
        await ada.PressAsync($"form[action='{New}?handler=Draft'] > .actions button");
        await ada.Locator("#reason").WaitForAsync();
        var number = new Uri(ada.Url).Segments[^1];
        var (announcement, figure) = (Reference(await ada.ContentAsync(), "a-fr-"), Reference(await ada.ContentAsync(), "f-fr-"));
        await ada.TypeIntoAsync("#reason", "It was reported again.");
        await ada.PressAsync("form[action*='Describe'] button");
        await ada.Locator("#reason").WaitForAsync();
        await ada.PressAsync("form[action*='handler=Submit'] button");
        await ada.Locator("form[action*='TakeBack']").WaitForAsync();
        Assert.Equal(0, await ada.Locator("form[action*='Approve']").CountAsync());

        var eve = await portal.SignInAsync(AccountRole.Editor, options);
        await eve.GotoAsync($"{portal.Root}/admin/changes/{number}");
        await eve.PressAsync("form[action*='handler=Approve'] button");
        await eve.Locator("form[action*='handler=Publish']").WaitForAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Reader.GetAsync($"/announcements/{announcement}", Cancel)).StatusCode);
        var chart = await portal.Reader.GetStringAsync("/charts/new-money.csv?country=FR", Cancel);
        await eve.PressAsync("form[action*='handler=Publish'] button");
        await eve.Locator(".notice-good").WaitForAsync();

        var waited = Stopwatch.StartNew();
        await portal.ShownAsync($"/announcements/{announcement}", title);
        await portal.ShownAsync($"/api/v1/figures/{figure}", announcement);
        await portal.ShownAsync("/announcements.atom", announcement);
        await portal.ShownAsync("/api/v1/totals/explain?country=FR&stage=announced&currency=EUR", figure);
        await portal.ShownAsync("/api/v1/new-money?country=FR", figure);
        Assert.NotEqual(chart, await portal.Reader.GetStringAsync("/charts/new-money.csv?country=FR", Cancel));
        TestContext.Current.TestOutputHelper?.WriteLine($"Public page, API, feed, totals and chart {waited.ElapsedMilliseconds} ms after publishing.");
        await eve.GotoAsync($"{portal.Root}/announcements/{announcement}");
        await Assertions.Expect(eve.Locator("h1")).ToContainTextAsync(title);
        await Assertions.Expect(eve.Locator($"main a[href='/figures/{figure}']").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Pages_OnTheRoad_AxeFindsNothingInEitherThemeAndNothingIsTooWide(string language)
    {
        var found = new List<string>();
        var options = new BrowserNewContextOptions { Locale = language, ViewportSize = new ViewportSize { Width = 320, Height = 900 } };
        var page = await portal.SignInAsync(AccountRole.Administrator, options);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await page.CheckAsync(found);
        await page.GotoAsync(portal.Root + New);
        await page.CheckAsync(found);
        await page.FillAsync("#Text", "Open models for all\n\n" + SeedStory.Text + ". Quux Labs has received backing of €3m.");
        await page.Locator($"form[action='{New}?handler=Read'] button").ClickAsync();
        await page.Locator("#amount-0").CheckAsync();
        await page.Locator($"form[action='{New}?handler=Draft'] > .actions button").ClickAsync();
        await page.Locator("#collision-0 .field-error").WaitForAsync();
        await page.CheckAsync(found);
        await page.FillAsync("input[name='Entry.Title']", "Open models for all");
        await page.Locator("input[name='Entry.Date'][value='2024-03-11']").CheckAsync();
        await page.Locator("input[name='Entry.Country'][value=FR]").CheckAsync();
        await page.FillAsync("input[name=Address]", $"https://news.example.org/{language}");
        await page.Locator("#relation-0-f-fr-044").SelectOptionAsync("restates");
        await page.Locator("input[name='Entry.Programme'][value='fr-generative-ai-2024']").CheckAsync();
        await page.Locator($"form[action='{New}?handler=Draft'] > .actions button").ClickAsync();
        await page.Locator("#reason").WaitForAsync();
        await page.CheckAsync(found);
        var set = page.Url;
        await page.FillAsync("#reason", "Reported.");
        await page.PressAsync("form[action*='Describe'] button");
        await page.PressAsync("form[action*='handler=Submit'] button");
        await page.Locator("form[action*='TakeBack']").WaitForAsync();

        var reviewer = await portal.SignInAsync(AccountRole.Editor, options);
        await reviewer.GotoAsync(set);
        await reviewer.CheckAsync(found);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(portal.Root + "/account/sign-in");
        await page.CheckAsync(found);

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Reference(string page, string prefix)
    {
        var start = page.IndexOf($">{prefix}", StringComparison.Ordinal) + 1;
        Assert.True(start > 0, $"No {prefix} is among the drafts.");
        return page[start..page.IndexOf('<', start)].Trim();
    }
}
