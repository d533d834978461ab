using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Admin;

/// <summary>The pages by which records are written and reviewed, over HTTP without scripts.</summary>
public sealed class ChangePagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient reader = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(database.ConnectionString);
        reader = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Draft_WrittenReviewedAndPublished_IsPublicOnlyThen()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var set = await CreateAsync(contributor, "A plan of our own");
        var draft = await AddAsync(contributor, set, "programme", "fr-own-plan");

        var wrong = await SaveAsync(contributor, draft, "check", ("t0.0.name", "Own plan"), ("t0.0.country", "FR"), ("t0.0.start_date", "2024-13"));
        var page = await wrong.PageAsync();
        Assert.Equal("2024-13", page.QuerySelector("#t0-0-start_date")!.GetAttribute("value"));
        Assert.Contains("A date that exists", page.QuerySelector("#t0-0-start_date-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#t0-0-status-error"));

        Assert.Equal(HttpStatusCode.Redirect, (await SaveAsync(contributor, draft, "save",
            ("t0.0.name", "Own plan"), ("t0.0.country", "FR"), ("t0.0.status", "announced"), ("t0.0.themes", "compute"), ("t0.0.open_source_commitment", "stated"),
            ("t0.0.description", "Said <b>once</b>."))).StatusCode);
        await PostAsync(contributor, set, "Describe", ("title", "A plan of our own"), ("reason", "It was announced."), ("note", "secret note"));
        await PostAsync(contributor, set, "Submit");
        Assert.Equal(HttpStatusCode.Forbidden, (await TryAsync(contributor, set, "Approve")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/programmes/fr-own-plan", Cancel)).StatusCode);

        var preview = await editor.GetPageAsync($"/admin/preview/{set}/programmes/fr-own-plan");
        Assert.Equal("Own plan", preview.QuerySelector("h1")!.TextContent.Trim());
        Assert.Contains("not public", preview.QuerySelector(".preview-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Said <b>once</b>.", preview.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using (var past = await editor.Client.GetAsync($"/admin/preview/{set}/programmes?asOf=2026-01-01", Cancel))
        {
            Assert.Equal("/programmes?asOf=2026-01-01", past.Headers.Location!.OriginalString);
        }

        using (var anonymous = await reader.GetAsync($"/admin/preview/{set}/programmes/fr-own-plan", Cancel))
        {
            Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/programmes/fr-own-plan", Cancel)).StatusCode);
        await PostAsync(editor, set, "Approve");
        await PostAsync(editor, set, "Publish");

        await UntilAsync("/programmes/fr-own-plan", HttpStatusCode.OK);
        var published = await reader.GetStringAsync("/programmes/fr-own-plan", Cancel);
        Assert.DoesNotContain("secret note", published + await reader.GetStringAsync("/api/v1/changes?record=fr-own-plan", Cancel), StringComparison.Ordinal);
        Assert.Contains("It was announced.", await reader.GetStringAsync("/api/v1/changes?record=fr-own-plan", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_SavedByTwo_ShowsBothVersionsAndKeepsWhatWasTyped()
    {
        using var first = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var second = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(first, "Two at once");
        var draft = await AddAsync(first, set, "organisation", "fr-two");
        await SaveAsync(first, draft, "save", ("t0.0.name", "First name"), ("t0.0.note", "First note"));

        var conflict = await SaveAsync(second, draft, "save", version: 1, ("t0.0.name", "Second name"), ("t0.0.note", "First note"));

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var page = await conflict.PageAsync();
        Assert.Equal("Second name", page.QuerySelector("#t0-0-name")!.GetAttribute("value"));
        Assert.Contains("First name", page.QuerySelector("#both")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", page.QuerySelector("input[name=version]")!.GetAttribute("value"));
        var taken = await (await SaveAsync(second, draft, "take:name", version: 2, ("t0.0.name", "Second name"), ("t0.0.note", "Second note"))).PageAsync();
        Assert.Equal("First name", taken.QuerySelector("#t0-0-name")!.GetAttribute("value"));
        Assert.Contains("Second note", taken.QuerySelector("#t0-0-note")!.TextContent, StringComparison.Ordinal);
        await SaveAsync(second, draft, "save", version: 2, ("t0.0.name", "First name"), ("t0.0.note", "Second note"));
        var stored = await StoredAsync(draft);
        Assert.Equal(("First name", "Second note", 3), (stored.Rows["organisations.csv"][0]["name"], stored.Rows["organisations.csv"][0]["note"], stored.Version));
    }

    [Fact]
    public async Task Draft_Autosaved_AnswersItsVersionOrThatSomebodyElseSaved()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(contributor, "By itself");
        var draft = await AddAsync(contributor, set, "organisation", "fr-itself");
        contributor.Client.DefaultRequestHeaders.Add("X-Autosave", "1");

        var saved = await SaveAsync(contributor, draft, "autosave", version: 1, ("t0.0.name", "Half a na"));
        var late = await SaveAsync(contributor, draft, "autosave", version: 1, ("t0.0.name", "Another"));

        Assert.Contains("\"version\":2", await saved.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("Half a na", (await StoredAsync(draft)).Rows["organisations.csv"][0]["name"]);
    }

    [Fact]
    public async Task Describe_SomebodyElseMeanwhile_KeepsTheirsAndAsksAboutTheSameField()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var set = await CreateAsync(contributor, "A plan");
        (string, string)[] opened = [("was-title", "A plan"), ("was-reason", ""), ("was-note", "")];
        await PostAsync(contributor, set, "Describe", [.. opened, ("title", "A plan"), ("reason", "It was announced."), ("note", "")]);

        await PostAsync(editor, set, "Describe", [.. opened, ("title", "A plan"), ("reason", ""), ("note", "See the annex.")]);
        using var refused = await TryAsync(editor, set, "Describe", [.. opened, ("title", "A plan"), ("reason", "It was in the news."), ("note", "See the annex.")]);

        var page = await refused.PageAsync();
        Assert.Contains("It was announced.", page.QuerySelector("#reason-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("It was in the news.", page.QuerySelector("#reason")!.TextContent.Trim());
        Assert.Equal("It was announced.", page.QuerySelector("[name=was-reason]")!.GetAttribute("value"));
        await using var context = PersistenceServices.Open(database.ConnectionString);
        var stored = await context.ChangeSets.AsNoTracking().SingleAsync(known => known.Number == set, Cancel);
        Assert.Equal(("It was announced.", "See the annex."), (stored.Reason, stored.Note));
    }

    [Fact]
    public async Task Draft_WithAReferenceThatIsTakenMeanwhile_IsRefusedBesideItsField()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var sets = new List<long>();
        foreach (var name in (string[])["First plan", "Second plan"])
        {
            var set = await CreateAsync(contributor, name);
            using var saved = await SaveAsync(contributor, await AddAsync(contributor, set, "programme", "fr-same"), "save",
                ("t0.0.name", name), ("t0.0.country", "FR"), ("t0.0.status", "announced"), ("t0.0.open_source_commitment", "none"));
            await PostAsync(contributor, set, "Describe", ("title", name), ("reason", "It was announced."));
            await PostAsync(contributor, set, "Submit");
            await PostAsync(editor, set, "Approve");
            sets.Add(set);
        }

        await PostAsync(editor, sets[0], "Publish");
        using var refused = await TryAsync(editor, sets[1], "Publish");

        var page = await refused.PageAsync();
        var fault = page.QuerySelector("#faults")!.ParentElement!;
        Assert.Equal("fr-same", fault.QuerySelector("q")!.TextContent);
        Assert.Contains("· Reference", fault.TextContent, StringComparison.Ordinal);
        Assert.Contains("Choose another", fault.TextContent, StringComparison.Ordinal);
        var draft = fault.QuerySelector("a")!.GetAttribute("href")!;
        Assert.EndsWith("?check=true#reference", draft, StringComparison.Ordinal);
        await PostAsync(contributor, sets[1], "TakeBack");
        var form = await contributor.GetPageAsync(draft.Split('#')[0]);
        Assert.Contains("Choose another", form.QuerySelector("#reference-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("fr-same", form.QuerySelector("#reference")!.GetAttribute("value"));
        var french = await contributor.GetPageAsync(draft.Split('#')[0] + "&lang=fr");
        Assert.Contains("Choisissez-en une autre", french.QuerySelector("#reference-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("First plan", await reader.GetStringAsync("/programmes/fr-same", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_RowsOfAPart_AreAddedAndRemovedWithoutScripts()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(contributor, "Rows");
        var opened = await contributor.PostFormAsync(
            $"/admin/changes/{set}?handler=Existing", new() { ["record"] = "organisation:fr-government", ["what"] = "edit" }, $"/admin/changes/{set}");
        var draft = opened.Headers.Location!.OriginalString;

        var added = await (await SaveAsync(contributor, draft, "add:1", version: 1, ("t0.0.name", "Government"), ("t0.0.type", "government"))).PageAsync();
        Assert.NotNull(added.QuerySelector("#t1-0-identifier"));
        await SaveAsync(contributor, draft, "save", version: 2, ("t0.0.name", "Government"), ("t0.0.type", "government"),
            ("t1.0.scheme", "wikidata"), ("t1.0.identifier", "Q1"), ("t1.1.scheme", "lei"), ("t1.1.identifier", "L2"));
        Assert.Equal(2, (await StoredAsync(draft)).Rows["organisation_identifiers.csv"].Count);
        await SaveAsync(contributor, draft, "remove:1:0", version: 3, ("t0.0.name", "Government"), ("t0.0.type", "government"),
            ("t1.0.scheme", "wikidata"), ("t1.0.identifier", "Q1"), ("t1.1.scheme", "lei"), ("t1.1.identifier", "L2"));
        Assert.Equal("L2", Assert.Single((await StoredAsync(draft)).Rows["organisation_identifiers.csv"])["identifier"]);
    }

    [Fact]
    public async Task Figure_Published_ShowsItsFactsAndTheWayOut()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(contributor, "A figure");
        var opened = await contributor.PostFormAsync(
            $"/admin/changes/{set}?handler=Existing", new() { ["record"] = "figure:f-fr-044", ["what"] = "edit" }, $"/admin/changes/{set}");

        var page = await contributor.GetPageAsync(opened.Headers.Location!.OriginalString);

        Assert.Equal("hidden", page.QuerySelector("input[name='t0.0.amount_low']")!.GetAttribute("type"));
        Assert.NotNull(page.QuerySelector("textarea#t0-0-evidence"));
        Assert.Contains("The facts of a published figure stay.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("[name='t1.0.kind']"));
    }

    [Fact]
    public async Task Admin_AuditAndHistory_SayWhoAndTakeBack()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);
        var set = await CreateAsync(contributor, "Renamed");
        var opened = await contributor.PostFormAsync("/admin/records?q=fr-government", new() { ["record"] = "organisation:fr-government", ["change"] = $"{set}" });
        await SaveAsync(contributor, opened.Headers.Location!.OriginalString, "save", version: 1, ("t0.0.name", "The Government, renamed"), ("t0.0.type", "government"), ("t0.0.country", "FR"));
        await PostAsync(contributor, set, "Describe", ("title", "Renamed"), ("reason", "A new name."));
        await PostAsync(contributor, set, "Submit");
        await PostAsync(editor, set, "Approve");
        await PostAsync(editor, set, "Publish");

        Assert.Equal(HttpStatusCode.Forbidden, (await contributor.Client.GetAsync("/admin/audit", Cancel)).StatusCode);
        var audit = await administrator.GetPageAsync($"/admin/audit?subject=fr-government");
        Assert.Contains(contributor.User.DisplayName, audit.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Draft saved", audit.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var history = await administrator.GetPageAsync("/admin/records/organisation/fr-government");
        Assert.Contains("The Government, renamed", history.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(editor.User.DisplayName, history.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var number = history.QuerySelector("form input[name=publication]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Forbidden, (await contributor.PostFormAsync(
            "/admin/records/organisation/fr-government", new() { ["publication"] = number })).StatusCode);
        var revert = await editor.PostFormAsync("/admin/records/organisation/fr-government", new() { ["publication"] = number });
        Assert.StartsWith("/admin/changes/", revert.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/changes")]
    [InlineData("/admin/changes/1")]
    [InlineData("/admin/records?q=compute")]
    [InlineData("/admin/records?handler=Hints&kind=programme&q=snia")]
    [InlineData("/admin/records/organisation/fr-government")]
    [InlineData("/admin/audit")]
    public async Task Admin_SignedOut_LeadsToTheSignIn(string address)
    {
        using var answer = await reader.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/account/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static async Task<long> CreateAsync(SignedIn by, string title)
    {
        using var answer = await by.PostFormAsync("/admin/changes", new() { ["title"] = title });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> AddAsync(SignedIn by, long set, string kind, string reference)
    {
        using var answer = await by.PostFormAsync($"/admin/changes/{set}?handler=New", new() { ["kind"] = kind, ["reference"] = reference }, $"/admin/changes/{set}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> SaveAsync(SignedIn by, string draft, string action, params (string Name, string Value)[] fields) =>
        await SaveAsync(by, draft, action, (await StoredAsync(draft)).Version, fields);

    private async Task<HttpResponseMessage> SaveAsync(SignedIn by, string draft, string action, int version, params (string Name, string Value)[] fields)
    {
        var sent = fields.ToDictionary(field => field.Name, field => field.Value);
        (sent["version"], sent["do"], sent["reference"]) = ($"{version}", action, (await StoredAsync(draft)).Reference);
        return await by.PostFormAsync(draft, sent);
    }

    private static async Task PostAsync(SignedIn by, long set, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await TryAsync(by, set, handler, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{handler}: {answer.StatusCode} {(await answer.PageAsync()).QuerySelector("main")?.TextContent}");
    }

    private static Task<HttpResponseMessage> TryAsync(SignedIn by, long set, string handler, params (string Name, string Value)[] fields) =>
        by.PostFormAsync($"/admin/changes/{set}?handler={handler}", fields.ToDictionary(field => field.Name, field => field.Value), $"/admin/changes/{set}");

    private async Task<Draft> StoredAsync(string draft)
    {
        var id = Guid.Parse(draft.Split('?')[0].Split('/')[^1]);
        await using var context = PersistenceServices.Open(database.ConnectionString);
        return await context.Drafts.AsNoTracking().SingleAsync(known => known.Id == id, Cancel);
    }

    private async Task UntilAsync(string address, HttpStatusCode status)
    {
        for (var tries = 0; ; tries++)
        {
            using var answer = await reader.GetAsync(address, Cancel);
            if (answer.StatusCode == status)
            {
                return;
            }

            Assert.True(tries < 600, $"{address} answers {answer.StatusCode}.");
            await Task.Delay(50, Cancel);
        }
    }
}
