using AiPolicyPortal.BrowserTests.Infrastructure;
using AiPolicyPortal.Core.Accounts;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>
/// The administration apart from articles and imports: a record edited by two people and taken back, an error reported and answered, accounts and keys.
/// By keyboard alone, with scripts, where axe looks at every page, and without.
/// </summary>
[Collection(Journeys.Name)]
public sealed class AdminJourneyTests(AdminPortal portal) : IClassFixture<AdminPortal>
{
    // Longer than a report of an error must take: see ReportGuard.
    private static readonly TimeSpan Thought = TimeSpan.FromSeconds(2.2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "fr-cnrs", "CNRS")]
    [InlineData(false, "fr-lighton", "LightOn")]
    public async Task Record_ByKeyboard_IsWrittenByTwoReviewedPublishedAndTakenBack(bool javaScript, string reference, string name)
    {
        var found = new List<string>();
        var options = Options(javaScript);
        var ada = await portal.SignInAsync(AccountRole.Contributor, options);
        await LookAsync(ada, javaScript, found);
        await ada.GotoAsync(portal.Root + "/admin/records");
        await ada.TypeIntoAsync("#q", name);
        await ada.PressAsync("form[role=search] button");
        await LookAsync(ada, javaScript, found);
        await ada.PressAsync($"form:has(input[value='organisation:{reference}']) button");
        await ada.Locator("form.draft").WaitForAsync();
        await LookAsync(ada, javaScript, found);

        // Somebody else has the same draft open, and saves first.
        var bob = await portal.SignInAsync(AccountRole.Contributor, options);
        await bob.GotoAsync(ada.Url);
        await bob.FillAsync("[name='t0.0.note']", "As Bob has it.");
        await bob.FillAsync("[name='t0.0.website']", "https://bob.example.org/");
        await bob.Locator(".draft-actions button").First.ClickAsync();
        await bob.Locator(".notice-good").WaitForAsync();

        await ada.TypeIntoAsync("[name='t0.0.note']", "As Ada has it.");
        await ada.PressAsync(".draft-actions button");
        await ada.Locator("#both").WaitForAsync();
        await Assertions.Expect(ada.Locator("[name='t0.0.note']")).ToHaveValueAsync("As Ada has it.");
        await Assertions.Expect(ada.Locator("[name='t0.0.website']")).ToHaveValueAsync("https://bob.example.org/");
        await LookAsync(ada, javaScript, found);
        await ada.ReachAsync("[name='choose:note']");
        await ada.ChooseAsync("choose:note", "theirs");
        await ada.PressAsync(".draft-actions button");
        await ada.Locator(".notice-good").WaitForAsync();
        await Assertions.Expect(ada.Locator("[name='t0.0.note']")).ToHaveValueAsync("As Bob has it.");

        await ada.PressAsync("main .meta a[href$='/compare']");
        await Assertions.Expect(ada.Locator("main")).ToContainTextAsync("https://bob.example.org/");
        await LookAsync(ada, javaScript, found);
        await ada.PressAsync("main nav a[href^='/admin/changes/']");
        var set = ada.Url;
        await ada.PressAsync($"td a[href$='/organisations/{reference}']");
        await Assertions.Expect(ada.Locator("main")).ToContainTextAsync("As Bob has it.");
        await LookAsync(ada, javaScript, found);
        await ada.GotoAsync(set);
        await ada.PressAsync("form[action*='handler=Submit'] button");
        await Assertions.Expect(ada.Locator("#reason-error")).ToContainTextAsync("The reason is missing");
        await LookAsync(ada, javaScript, found);
        await ada.TypeIntoAsync("#reason", "A second look.");
        await ada.PressAsync("form[action*='handler=Describe'] button");
        await ada.PressAsync("form[action*='handler=Submit'] button");
        await ada.Locator("form[action*='handler=TakeBack']").WaitForAsync();

        var eve = await portal.SignInAsync(AccountRole.Editor, options);
        await eve.PressAsync($"main a[href='{new Uri(set).AbsolutePath}']");
        await eve.TypeIntoAsync("#text", "Is the address right?");
        await eve.PressAsync("button[formaction*='handler=RequestChanges']");
        await Assertions.Expect(eve.Locator(".comments").First).ToContainTextAsync("Is the address right?");
        await ada.GotoAsync(set);
        await ada.PressAsync("form[action*='handler=Submit'] button");
        await eve.GotoAsync(set);
        await LookAsync(eve, javaScript, found);
        await eve.PressAsync("form[action*='handler=Approve'] button");
        await eve.PressAsync("form[action*='handler=Publish'] button");
        await eve.Locator(".notice-good").WaitForAsync();
        await portal.ShownAsync($"/organisations/{reference}", "As Bob has it.");

        await eve.GotoAsync($"{portal.Root}/admin/records/organisation/{reference}");
        await LookAsync(eve, javaScript, found);
        await eve.PressAsync("main section form button");
        await Assertions.Expect(eve.Locator("main tbody")).ToContainTextAsync(reference);
        await eve.PressAsync("form[action*='handler=Submit'] button");
        await eve.Locator("form[action*='handler=TakeBack']").WaitForAsync();
        await eve.GotoAsync(portal.Root + "/admin/changes");
        await LookAsync(eve, javaScript, found);

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Correction_ByKeyboard_IsReportedTakenAndAnsweredInPublic(bool javaScript)
    {
        var found = new List<string>();
        var report = $"The year is wrong, {(javaScript ? "with" : "without")} scripts.";
        var reader = await portal.OpenAsync(Options(javaScript));
        await reader.GotoAsync(portal.Root + "/figures/f-fr-044");
        await reader.PressAsync("a[href^='/corrections/new']");
        await reader.TypeIntoAsync("#report", report);
        await Task.Delay(Thought, Cancel);
        await reader.PressAsync("main form button");
        var reference = await reader.Locator(".notice-good code").InnerTextAsync();

        var eve = await portal.SignInAsync(AccountRole.Editor, Options(javaScript));
        await eve.GotoAsync(portal.Root + "/admin/corrections");
        await LookAsync(eve, javaScript, found);
        await eve.PressAsync($"tr:has-text('{report}') a");
        await LookAsync(eve, javaScript, found);
        await eve.PressAsync("form[action*='handler=Take'] button");
        await eve.PressAsync($"tr:has-text('{report}') a");
        await LookAsync(eve, javaScript, found);
        await eve.ChooseAsync("state", "already-right");
        await eve.TypeIntoAsync("#answer", "The source has this year.");
        await eve.PressAsync("form[action*='handler=Answer'] button");

        await portal.ShownAsync("/api/v1/corrections", reference);
        await portal.ShownAsync("/corrections", "The source has this year.");
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AccountsAndKeys_ByKeyboard_AreGivenChangedAndTakenAway(bool javaScript)
    {
        var found = new List<string>();
        var name = $"Nobody {(javaScript ? "with" : "without")} scripts";
        var root = await portal.SignInAsync(AccountRole.Administrator, Options(javaScript));
        await root.GotoAsync(portal.Root + "/admin/users");
        await root.TypeIntoAsync("#email", $"nobody-{javaScript}@example.org");
        await root.TypeIntoAsync("#name", name);
        await root.PickAsync("#role", "ed", "editor");
        await root.PressAsync("main form button");
        await root.Locator(".notice-good").WaitForAsync();
        await LookAsync(root, javaScript, found);
        await root.PressAsync($"main tr:has-text('{name}') a");
        await root.PickAsync("#role", "co", "contributor");
        await root.PressAsync("form[action*='handler=Role'] button");
        await root.Locator(".notice-good").WaitForAsync();
        await LookAsync(root, javaScript, found);
        await root.PressAsync("form[action*='handler=Disable'] button");
        await root.PressAsync("form[action*='handler=Enable'] button");
        await root.Locator("form[action*='handler=Disable']").WaitForAsync();

        await root.GotoAsync(portal.Root + "/admin/keys");
        await root.TypeIntoAsync("#label", name);
        await root.TypeIntoAsync("#perMinute", "600");
        await root.PressAsync("section form button");
        await root.Locator(".notice-good .key").WaitForAsync();
        await LookAsync(root, javaScript, found);
        await root.PressAsync($"tr:has-text('{name}') form button");
        await Assertions.Expect(root.Locator($"tr:has-text('{name}') form")).ToHaveCountAsync(0);

        await root.GotoAsync(portal.Root + "/admin/audit");
        await root.TypeIntoAsync("#who", "Administrator");
        await root.PressAsync(".filter-row button");
        await Assertions.Expect(root.Locator("tbody tr").First).ToBeVisibleAsync();
        await LookAsync(root, javaScript, found);
        await root.GotoAsync(portal.Root + "/admin/sources");
        await LookAsync(root, javaScript, found);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Pages_InFrench_AxeFindsNothingInEitherThemeAndNothingIsTooWide()
    {
        var found = new List<string>();
        var page = await portal.SignInAsync(AccountRole.Administrator, new() { Locale = "fr", ViewportSize = Narrow });
        await page.GotoAsync(portal.Root + "/admin/records?q=CNRS");
        await page.CheckAsync(found);
        await page.Locator("form:has(input[value='organisation:fr-cnrs']) button").ClickAsync();
        await page.Locator("form.draft").WaitForAsync();
        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
        await page.CheckAsync(found);
        foreach (var address in (string[])["changes", "records/organisation/fr-cnrs", "corrections", "sources", "users", "keys", "audit"])
        {
            await page.GotoAsync($"{portal.Root}/admin/{address}");
            await page.CheckAsync(found);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static ViewportSize Narrow => new() { Width = PageChecks.Narrowest, Height = 900 };

    private static BrowserNewContextOptions Options(bool javaScript) => new() { JavaScriptEnabled = javaScript, ViewportSize = Narrow };

    // Axe is a script.
    private static Task LookAsync(IPage page, bool javaScript, List<string> found) => javaScript ? page.CheckAsync(found) : Task.CompletedTask;
}
