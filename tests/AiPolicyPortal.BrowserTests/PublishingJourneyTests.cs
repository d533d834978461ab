using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.BrowserTests.Infrastructure;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Infrastructure;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>From a draft to a published record by two people, and back: a contributor writes, an editor reviews, the public sees it.</summary>
[Collection(Journeys.Name)]
public sealed class PublishingJourneyTests(BrowserPortal portal, PostgresFixture postgres) : IAsyncLifetime
{
    private const string NewMoneyChart = "/charts/new-money.csv?country=FR";

    private static readonly AxeRunOptions Axe = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private readonly List<string> faults = [];
    private bool scripts;
    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;
    private string address = "";
    private HttpClient reader = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:Portal", database.ConnectionString)
            .UseSetting("RateLimits:Enabled", "false")
            .UseSetting("Serilog:MinimumLevel:Default", "Error")
            .UseSetting("Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Error"));
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        address = factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        reader = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TwoPeople_FromDraftToPublicAndBack(bool javaScript)
    {
        scripts = javaScript;
        var (before, chart) = (await NewMoneyAsync(), await reader.GetStringAsync(NewMoneyChart, Cancel));
        var ada = await SignInAsync(AccountRole.Contributor, javaScript, "en-GB", ColorScheme.Light);
        var set = await WriteAsync(ada);

        var eve = await SignInAsync(AccountRole.Editor, javaScript, "fr-FR", ColorScheme.Dark);
        await eve.GotoAsync($"{address}/admin/changes/{set}");
        await CheckAsync(eve);
        await eve.GotoAsync($"{address}/admin/preview/{set}/programmes/fr-journey");
        await Assertions.Expect(eve.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Journey plan");
        await Assertions.Expect(eve.Locator(".preview-banner")).ToBeVisibleAsync();
        await CheckAsync(eve);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/programmes/fr-journey", Cancel)).StatusCode);
        await eve.GotoAsync($"{address}/admin/changes/{set}");
        await eve.Locator("#text").FillAsync("Say what it is.");
        await eve.Locator("button[formaction*='RequestChanges']").PressAsync("Enter");

        await ada.GotoAsync($"{address}/admin/changes/{set}");
        await Assertions.Expect(ada.Locator("main")).ToContainTextAsync("Say what it is.");
        await ada.GetByRole(AriaRole.Link, new() { Name = "fr-journey", Exact = true }).ClickAsync();
        await ada.Locator("#t0-0-description").FillAsync("A plan made for a journey.");
        await SaveAsync(ada);
        await ada.GotoAsync($"{address}/admin/changes/{set}");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).PressAsync("Enter");
        await Assertions.Expect(ada.Locator(".kicker .tag")).ToHaveTextAsync("Waits for review");

        await PublishAsync(eve, set);
        var shown = await UntilAsync("/programmes/fr-journey", HttpStatusCode.OK);
        TestContext.Current.TestOutputHelper?.WriteLine($"Public {shown.TotalMilliseconds:0} ms after publishing.");
        var page = await reader.GetStringAsync("/programmes/fr-journey", Cancel);
        Assert.Contains("A plan made for a journey.", page, StringComparison.Ordinal);
        Assert.Contains("Journey plan", await reader.GetStringAsync("/api/v1/programmes/fr-journey", Cancel), StringComparison.Ordinal);
        Assert.Contains("a-fr-journey", await reader.GetStringAsync("/announcements.atom?sort=-date", Cancel), StringComparison.Ordinal);
        Assert.Equal(before + 7_000_000m, await NewMoneyAsync());
        Assert.NotEqual(chart, await reader.GetStringAsync(NewMoneyChart, Cancel));
        Assert.Contains("Say what it is.", await eve.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Say what it is.", page, StringComparison.Ordinal);

        await eve.GotoAsync($"{address}/admin/changes/{set}");
        await eve.Locator("form[action*='Revert'] button").ClickAsync();
        await eve.WaitForURLAsync(url => url.Contains("/admin/changes/", StringComparison.Ordinal) && !url.EndsWith($"/{set}", StringComparison.Ordinal));
        var revert = new Uri(eve.Url).Segments[^1];
        await eve.Locator("form[action*='Submit'] button").ClickAsync();
        var ben = await SignInAsync(AccountRole.Administrator, javaScript, "en-GB", ColorScheme.Dark);
        await PublishAsync(ben, long.Parse(revert, System.Globalization.CultureInfo.InvariantCulture));
        await UntilAsync("/programmes/fr-journey", HttpStatusCode.Gone);
        Assert.Equal((before, chart), (await NewMoneyAsync(), await reader.GetStringAsync(NewMoneyChart, Cancel)));

        foreach (var path in new[] { "/admin/changes?state=all", "/admin/records?q=snia", "/admin/records/programme/fr-journey", "/admin/audit" })
        {
            await ben.GotoAsync(address + path);
            await CheckAsync(ben);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<long> WriteAsync(IPage ada)
    {
        await ada.GotoAsync($"{address}/admin/changes");
        await CheckAsync(ada);
        await ada.Locator("#title").FillAsync("A journey");
        await ada.Locator("#title").PressAsync("Enter");
        await ada.WaitForURLAsync("**/admin/changes/*");
        var set = long.Parse(new Uri(ada.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
        await AddAsync(ada, set, "source", "s-journey", ("url", "https://example.org/journey"), ("tier", "1"));
        await AddAsync(ada, set, "announcement", "a-fr-journey", ("date", "2026-11-20"), ("title", "A journey plan"), ("sources", "s-journey"));
        await AddAsync(ada, set, "programme", "fr-journey", ("name", "Journey plan"), ("country", "FR"), ("status", "announced"), ("open_source_commitment", "none"));
        await AddAsync(ada, set, "figure", "f-fr-journey", ("programme", "fr-journey"), ("announcement", "a-fr-journey"), ("stage", "announced"), ("nature", "exact"),
            ("amount_low", "7000000"), ("amount_high", "7000000"), ("currency", "EUR"), ("basis", "total"), ("funder_type", "public"), ("instrument", "grant"),
            ("confidence", "high"), ("standing", "stands"));
        await ada.GotoAsync($"{address}/admin/changes/{set}");
        await ada.Locator("#reason").FillAsync("It was announced in November.");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).PressAsync("Enter");
        await ada.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).PressAsync("Enter");
        await Assertions.Expect(ada.Locator(".kicker .tag")).ToHaveTextAsync("Waits for review");
        await CheckAsync(ada);
        return set;
    }

    private async Task AddAsync(IPage page, long set, string kind, string reference, params (string Column, string Text)[] cells)
    {
        await page.GotoAsync($"{address}/admin/changes/{set}");
        await page.Locator("#kind").SelectOptionAsync(kind);
        await page.Locator("#reference").FillAsync(reference);
        await page.Locator("#reference").PressAsync("Enter");
        await page.WaitForURLAsync("**/drafts/*");
        foreach (var (column, text) in cells)
        {
            var field = page.Locator($"#t0-0-{column}");
            if (await field.EvaluateAsync<string>("element => element.localName") == "select")
            {
                await field.SelectOptionAsync(text);
            }
            else
            {
                await field.FillAsync(text);
            }
        }

        await SaveAsync(page);
        await CheckAsync(page);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.Locator(".draft-actions button[value=save]").PressAsync("Enter");
        await page.WaitForURLAsync("**saved=true");
    }

    private async Task PublishAsync(IPage editor, long set)
    {
        await editor.GotoAsync($"{address}/admin/changes/{set}");
        await editor.Locator("form[action*='Approve'] button").PressAsync("Enter");
        await editor.Locator("form[action*='handler=Publish'] button").PressAsync("Enter");
        await Assertions.Expect(editor.Locator(".notice-good")).ToBeVisibleAsync();
    }

    private async Task<TimeSpan> UntilAsync(string path, HttpStatusCode status)
    {
        var waited = Stopwatch.StartNew();
        while ((await reader.GetAsync(path, Cancel)).StatusCode != status)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), $"{path} is not {status}.");
            await Task.Delay(20, Cancel);
        }

        return waited.Elapsed;
    }

    /// <summary>The new money of France announced in 2026, in euros.</summary>
    private async Task<decimal> NewMoneyAsync()
    {
        var answer = await reader.GetFromJsonAsync<JsonElement>("/api/v1/totals?stage=announced&country=FR&yearFrom=2026&yearTo=2026&currency=EUR", Cancel);
        return answer.GetProperty("data").GetProperty("low").GetString() is { } low ? decimal.Parse(low, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private async Task<IPage> SignInAsync(AccountRole role, bool javaScript, string locale, ColorScheme theme)
    {
        var user = await SignedIn.CreateAsync(factory.Services, role, withSecondFactor: role >= AccountRole.Editor);
        var page = await portal.OpenAsync(new BrowserNewContextOptions { JavaScriptEnabled = javaScript, Locale = locale, ColorScheme = theme });
        await page.GotoAsync($"{address}/account/sign-in");
        await page.Locator("[name=email]").FillAsync(user.Email!);
        await page.Locator("[name=password]").FillAsync(SignedIn.Password);
        await page.Locator("[name=password]").PressAsync("Enter");
        if (role >= AccountRole.Editor)
        {
            await page.Locator("[name=code]").FillAsync(await SignedIn.CodeAsync(factory.Services, user));
            await page.Locator("[name=code]").PressAsync("Enter");
        }

        await page.WaitForURLAsync("**/admin");
        return page;
    }

    private async Task CheckAsync(IPage page)
    {
        // Axe is a script.
        if (!scripts)
        {
            return;
        }

        var result = await page.RunAxe(Axe);
        faults.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{page.Url}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}")));
    }
}
