using System.Diagnostics;
using System.Net;
using System.Text;
using AiPolicyPortal.BrowserTests.Infrastructure;
using AiPolicyPortal.Core.Accounts;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>A file of grants from its upload to the public and back by two people, by keyboard alone, and every page on that road as axe sees it.</summary>
[Collection(Journeys.Name)]
public sealed class ImportJourneyTests(AdminPortal portal) : IClassFixture<AdminPortal>
{
    private const string Imports = "/admin/imports";
    private const string Headings = "Identifier,Title,Recipient Org:Name,Zuschuss,Award Date\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoPeople_ByKeyboard_FromAFileWithAFaultToThePublicAndBack(bool javaScript)
    {
        var options = new BrowserNewContextOptions { JavaScriptEnabled = javaScript };
        var name = javaScript ? "scripts" : "none";
        var ada = await portal.SignInAsync(AccountRole.Editor, options);
        await ada.PressAsync($"a[href='{Imports}']");
        await UploadAsync(ada, $"{name}-1.csv", Table(name, "x"), $"Council of {name}");
        await SettledAsync(ada, "#mapping", javaScript);
        Assert.Equal("", await ada.Locator("#target-3").InputValueAsync());
        await ada.PickAsync("#target-3", "Amount", "amount");
        await ada.PickAsync("#format-3", "Decimal point", "point");
        await ada.TypeIntoAsync("#constant-currency", "EUR");
        await ada.PickAsync("#constant-funder_type", "Public", "public");
        await ada.PressAsync("form[action*='handler=Map'] button");
        await SettledAsync(ada, "#faults", javaScript);
        var faults = await ada.Locator("section:has(#faults) tbody tr").AllInnerTextsAsync();
        Assert.Contains("Zuschuss", Assert.Single(faults), StringComparison.Ordinal);
        Assert.StartsWith("3", faults[0].Trim(), StringComparison.Ordinal);
        Assert.Equal(0, await ada.Locator("form[action*='handler=Submit']").CountAsync());
        await ada.PressAsync("form[action*='handler=Discard'] button");

        await ada.PressAsync($"nav a[href='{Imports}']");
        await UploadAsync(ada, $"{name}-2.csv", Table(name, "2500"), $"Council of {name}");
        await SettledAsync(ada, "#mapping", javaScript);
        Assert.Equal("amount", await ada.Locator("#target-3").InputValueAsync());
        await ada.PressAsync("form[action*='handler=Map'] button");
        await SettledAsync(ada, "#result", javaScript);
        Assert.Equal(0, await ada.Locator("#faults").CountAsync());
        Assert.Equal(("undecided", "Inria"), (await ada.Locator("#decision-0").InputValueAsync(), await ada.Locator("section:has(#organisations) a[href='/organisations/fr-inria']").InnerTextAsync()));
        await ada.PickAsync("#decision-0", "The one", "match");
        await ada.PressAsync("form[action*='handler=Decide'] button");
        await SettledAsync(ada, "#result", javaScript);
        await ada.PressAsync("form[action*='handler=Submit'] button");
        await ada.Locator("form[action*='handler=TakeBack']").WaitForAsync();
        Assert.Equal(0, await ada.Locator("form[action*='handler=Approve']").CountAsync());

        var eve = await portal.SignInAsync(AccountRole.Editor, options);
        await eve.PressAsync($"a[href='{new Uri(ada.Url).AbsolutePath}']");
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Reader.GetAsync($"/grants/{name}-1", Cancel)).StatusCode);
        await eve.PressAsync("form[action*='handler=Approve'] button");
        await SettledAsync(eve, "form[action*='handler=Undo']", javaScript);
        await AnsweredAsync($"/grants/{name}-1", HttpStatusCode.OK);
        Assert.Contains("/organisations/fr-inria", await portal.Reader.GetStringAsync($"/grants/{name}-1", Cancel), StringComparison.Ordinal);
        await eve.PressAsync("form[action*='handler=Undo'] button");
        await SettledAsync(eve, "#history", javaScript);
        await AnsweredAsync($"/grants/{name}-1", HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Pages_OnTheRoad_AxeFindsNothingInEitherThemeAndNothingIsTooWide(string language)
    {
        var found = new List<string>();
        var options = new BrowserNewContextOptions { Locale = language, ViewportSize = new ViewportSize { Width = PageChecks.Narrowest, Height = 900 } };
        var page = await portal.SignInAsync(AccountRole.Editor, options);
        await page.GotoAsync(portal.Root + Imports);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await page.CheckAsync(found);
        foreach (var amount in (string[])["x", "2500"])
        {
            await page.GotoAsync(portal.Root + Imports);
            await page.SetInputFilesAsync("#file", FileOf($"{language}.csv", Table(language, amount)));
            await page.FillAsync("#source", $"List {language} {amount}");
            await page.Locator("form.upload .actions button").ClickAsync();
            await SettledAsync(page, "#mapping");
            if (amount == "x")
            {
                await page.Locator("form[action*='handler=Map'] button").ClickAsync();
                await page.Locator(".field-error").First.WaitForAsync();
                await page.CheckAsync(found);
            }

            await page.SelectOptionAsync("#target-3", "amount");
            await page.SelectOptionAsync("#format-3", "point");
            await page.FillAsync("#constant-currency", "EUR");
            await page.SelectOptionAsync("#constant-funder_type", "public");
            await page.Locator("form[action*='handler=Map'] button").ClickAsync();
            await SettledAsync(page, amount == "x" ? "#faults" : "#result");
            await page.CheckAsync(found);
        }

        await page.Locator("form[action*='handler=Submit'] button").ClickAsync();
        await page.Locator("form[action*='handler=TakeBack']").WaitForAsync();
        var other = await portal.SignInAsync(AccountRole.Editor, options);
        await other.GotoAsync(page.Url);
        await other.CheckAsync(found);
        await other.Locator("form[action*='handler=Approve'] button").ClickAsync();
        await SettledAsync(other, "form[action*='handler=Undo']");
        await other.CheckAsync(found);

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Table(string name, string amount) =>
        $"{Headings}{name}-1,One of {name},INRIA,1234.50,2024-03-11\r\n{name}-2,Two of {name},INRIA,{amount},2024-03-12\r\n";

    private static FilePayload FileOf(string name, string content) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) };

    /// <summary>Goes to the field, chooses a file in the window of the system, which is none of the page's, and sends it.</summary>
    private static async Task UploadAsync(IPage page, string name, string content, string source)
    {
        await page.ReachAsync("#file");
        await page.SetInputFilesAsync("#file:focus", FileOf(name, content));
        await page.TypeIntoAsync("#source", source);
        await page.PressAsync("form.upload .actions button");
    }

    /// <summary>Waits until the portal has done its part: the page says so by itself or, without scripts, when it is looked at again.</summary>
    private static async Task SettledAsync(IPage page, string shown, bool javaScript = true)
    {
        var waited = Stopwatch.StartNew();
        while (!javaScript && await page.Locator("section[data-state]").CountAsync() > 0)
        {
            Assert.True(waited.Elapsed < Patience, $"{page.Url} does not come to {shown}.");
            await Task.Delay(200, Cancel);
            await page.PressAsync("section[data-state] a.button");
        }

        await Assertions.Expect(page.Locator("section[data-state]")).ToHaveCountAsync(0, new LocatorAssertionsToHaveCountOptions { Timeout = (float)Patience.TotalMilliseconds });
        await page.Locator(shown).WaitForAsync(new LocatorWaitForOptions { Timeout = (float)Patience.TotalMilliseconds });
    }

    private async Task AnsweredAsync(string address, HttpStatusCode status)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await portal.Reader.GetAsync(address, Cancel);
            if (answer.StatusCode == status)
            {
                return;
            }

            Assert.True(waited.Elapsed < Patience, $"{address} answers {answer.StatusCode}.");
            await Task.Delay(50, Cancel);
        }
    }
}
