using System.Globalization;
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
        Assert.Null(preview.QuerySelector(".citation"));
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
    public async Task Draft_SavedByTwo_TakesOverWhatOneChangedAndAsksAboutWhatBothDid()
    {
        using var first = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var second = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(first, "Two at once");
        var draft = await AddAsync(first, set, "organisation", "fr-two");
        await SaveAsync(first, draft, "save", ("t0.0.name", "A name"), ("t0.0.note", "A note"));
        var began = await HiddenAsync(second, draft);
        await SaveAsync(first, draft, "save", ("t0.0.name", "First name"), ("t0.0.note", "A note"), ("t0.0.website", "https://two.example.org/"));

        var conflict = await SaveAsync(second, draft, "save", version: 2, ("t0.0.name", "Second name"), ("t0.0.note", "Second note"), began);

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        var page = await conflict.PageAsync();
        Assert.Equal("Second name", page.QuerySelector("#t0-0-name")!.GetAttribute("value"));
        Assert.Equal("Second note", page.QuerySelector("#t0-0-note")!.TextContent.Trim());
        Assert.Equal("https://two.example.org/", page.QuerySelector("#t0-0-website")!.GetAttribute("value"));
        var both = page.QuerySelector("#both")!.ParentElement!;
        Assert.Contains("https://two.example.org/", both.QuerySelector("ins")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("choose:name", Assert.Single(both.QuerySelectorAll("input[value=theirs]")).GetAttribute("name"));
        Assert.Contains("First name", both.QuerySelector("label[for=theirs-0]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("save", page.QuerySelector("form.draft button")!.GetAttribute("value"));
        Assert.Equal("3", page.QuerySelector("input[name=version]")!.GetAttribute("value"));

        var saved = await SaveAsync(second, draft, "save", version: 3, ("t0.0.name", "Second name"), ("t0.0.note", "Second note"),
            ("t0.0.website", "https://two.example.org/"), ("began", page.QuerySelector("input[name=began]")!.GetAttribute("value")!), ("choose:name", "theirs"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var stored = await StoredAsync(draft);
        var row = stored.Rows["organisations.csv"][0];
        Assert.Equal(("First name", "Second note", "https://two.example.org/", 4), (row["name"], row["note"], row["website"], stored.Version));
    }

    [Theory]
    [InlineData("Describe", "title", "The title is missing", "title", "  ")]
    [InlineData("Describe", "note", "Internal note: 4001 characters are too many; at most 4000", "title", "A title", "note", "*4001")]
    [InlineData("Submit", "reason", "The reason is missing")]
    [InlineData("Comment", "text", "The comment is empty", "text", " ")]
    [InlineData("New", "kind", "“poem” is no kind of record", "kind", "poem", "reference", "x")]
    [InlineData("New", "reference", "Reference: 121 characters are too many; at most 120", "kind", "programme", "reference", "*121")]
    [InlineData("New", "reference", "fr-ai-for-humanity: The reference is taken", "kind", "programme", "reference", "fr-ai-for-humanity")]
    [InlineData("Existing", "record", "programme:no-such: There is no such record", "record", "programme:no-such", "what", "edit")]
    [InlineData("Existing", "record", "Only organisations can be merged", "record", "programme:fr-ai-for-humanity", "what", "merge", "why", "Same", "replacement", "fr-snia-phase-2")]
    [InlineData("Existing", "replacement", "Name the organisation that it is", "record", "organisation:fr-inria", "what", "merge", "why", "Same")]
    [InlineData("Existing", "replacement", "no-such: What takes its place must be another record", "record", "organisation:fr-inria", "what", "merge", "why", "Same", "replacement", "no-such")]
    [InlineData("Existing", "replacement", "fr-inria: What takes its place must be another record", "record", "organisation:fr-inria", "what", "merge", "why", "Same", "replacement", "fr-inria")]
    [InlineData("Existing", "why", "The reason of the withdrawal or merge is missing", "record", "organisation:fr-inria", "what", "withdraw")]
    public async Task Form_OfAChangeSetThatCannotBeTaken_NamesItsFieldAndTheMend(string handler, string field, string message, params string[] sent)
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(contributor, "What is wrong");
        if (handler == "Submit")
            await AddAsync(contributor, set, "organisation", "fr-of-no-reason");
        (string Name, string Value)[] fields = [.. sent.Chunk(2).Select(pair => (pair[0], pair[1].StartsWith('*') ? new string('x', int.Parse(pair[1][1..], CultureInfo.InvariantCulture)) : pair[1]))];

        using var answer = await TryAsync(contributor, set, handler, fields);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.PageAsync();
        var link = Assert.Single(page.QuerySelectorAll(".notice-bad a"));
        Assert.Contains(message, link.TextContent, StringComparison.Ordinal);
        Assert.Equal($"#{field}", link.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector($"[id='{field}']"));
        foreach (var (name, value) in fields.Where(typed => page.QuerySelector($"input[type=text][name='{typed.Name}']") is not null))
            Assert.Equal(value, page.QuerySelector($"input[name='{name}']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("tomorrow", "“tomorrow” is not a moment")]
    [InlineData("2020-01-01T00:00", "This moment has passed")]
    [InlineData("9999-12-31T23:59", "more than a year ahead")]
    public async Task Schedule_ForAMomentThatCannotBe_SaysWhyAndKeepsIt(string moment, string message)
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var set = await CreateAsync(contributor, "For later");
        await AddAsync(contributor, set, "organisation", $"fr-later-{moment[0]}{moment[^1]}");
        await SaveAsync(contributor, (await contributor.GetPageAsync($"/admin/changes/{set}")).QuerySelector("td a[href*='/drafts/']")!.GetAttribute("href")!, "save",
            ("t0.0.name", "Later"), ("t0.0.type", "company"), ("t0.0.country", "FR"));
        await PostAsync(contributor, set, "Describe", ("title", "For later"), ("reason", "It comes."));
        await PostAsync(contributor, set, "Submit");
        await PostAsync(editor, set, "Approve");

        using var answer = await TryAsync(editor, set, "Schedule", ("moment", moment));

        var page = await answer.PageAsync();
        Assert.Contains(message, page.QuerySelector(".notice-bad a[href='#moment']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(moment, page.QuerySelector("#moment")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"organisations.csv\":[{\"surprise\":\"x\"}]}")]
    [InlineData("{\"organisations.csv\":[{\"note\":\"a\"},{\"note\":\"b\"}]}")]
    [InlineData("{\"organisations.csv\":[null]}")]
    public async Task Draft_SavedByTwoWithABeginningNobodyKnows_AsksAboutEveryDifference(string began)
    {
        using var first = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var second = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var draft = await AddAsync(first, await CreateAsync(first, "Unknown"), "organisation", "fr-unknown-beginning");
        await SaveAsync(first, draft, "save", ("t0.0.name", "First name"));

        var page = await (await SaveAsync(second, draft, "save", version: 1, ("t0.0.name", "Second name"), ("began", began), ("choose:[", "theirs"), ("choose:x", "theirs"))).PageAsync();

        Assert.Equal("choose:name", Assert.Single(page.QuerySelectorAll("#both ~ fieldset input[value=theirs]")).GetAttribute("name"));
        Assert.Equal("Second name", page.QuerySelector("#t0-0-name")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("organisation", "fr-gone", true)]
    [InlineData("organisation", "fr-inria", false)]
    public async Task Draft_TakenOutOfTheSetMeanwhile_ShowsWhatWasTypedAndPutsItBack(string kind, string reference, bool isNew)
    {
        using var first = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var second = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(first, "Taken out");
        var draft = isNew ? await AddAsync(first, set, kind, reference) : await EditAsync(first, set, kind, reference);
        var hidden = (await second.GetPageAsync(draft)).QuerySelectorAll("form.draft input[type=hidden]")
            .Where(input => input.GetAttribute("name")![0] != '_').ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        (hidden["reference"], hidden["t0.0.name"], hidden["t0.0.note"]) = (reference, "Typed name", "Typed note");
        await PostAsync(first, set, "Remove", ("draft", draft.Split('/')[^1]));

        var lost = await second.PostFormAsync(draft, new(hidden) { ["do"] = "save" }, $"/admin/changes/{set}");

        Assert.Equal(HttpStatusCode.Conflict, lost.StatusCode);
        var page = await lost.PageAsync();
        Assert.Equal("Typed name", page.QuerySelector("#t0-0-name")!.GetAttribute("value"));
        Assert.All(page.QuerySelectorAll("form.draft > button, .draft-actions button"), button => Assert.Equal("restore", button.GetAttribute("value")));
        var restored = await second.PostFormAsync(draft, new(hidden) { ["do"] = "restore" }, $"/admin/changes/{set}");
        var stored = await StoredAsync(restored.Headers.Location!.OriginalString);
        Assert.Equal((isNew, "Typed name", "Typed note"), (stored.IsNew, stored.Rows["organisations.csv"][0]["name"], stored.Rows["organisations.csv"][0]["note"]));
        var again = await second.PostFormAsync(draft, new(hidden) { ["do"] = "restore" }, $"/admin/changes/{set}");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Form_SentAfterTheSessionEnded_IsKeptAndTakenOnceSignedInAgain()
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var draft = await AddAsync(contributor, await CreateAsync(contributor, "A long text"), "organisation", "fr-long-text");
        var form = (await contributor.GetPageAsync(draft)).QuerySelectorAll("form.draft input[type=hidden]")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        (form["reference"], form["do"], form["t0.0.name"], form["t0.0.note"]) = ("fr-long-text", "save", "Name <b>\"quoted\"</b>", "One line\r\nand another");
        await contributor.PostFormAsync("/account/sign-out", [], "/admin");

        using var refused = await contributor.Client.PostAsync(draft, new FormUrlEncodedContent(form), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("no-store", refused.Headers.CacheControl!.ToString());
        var page = await refused.PageAsync();
        Assert.NotNull(page.QuerySelector("main form a[href='/account/sign-in'][target=_blank]"));
        var kept = page.QuerySelector("main form")!;
        Assert.Equal(draft, kept.GetAttribute("action"));
        var again = kept.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        Assert.Equal(form, again);

        await SignedIn.SignInAsync(contributor.Client, factory.Services, contributor.User);
        using var taken = await contributor.Client.PostAsync(draft, new FormUrlEncodedContent(again), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(("Name <b>\"quoted\"</b>", "One line\nand another"), ((await StoredAsync(draft)).Rows["organisations.csv"][0]["name"], (await StoredAsync(draft)).Rows["organisations.csv"][0]["note"]));
    }

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("cross-site", false)]
    public async Task Form_OpenedBeforeItsSenderSignedInAnew_IsKeptAndTakenFromTheNextPage(string site, bool kept)
    {
        using var contributor = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var set = await CreateAsync(contributor, "Opened earlier");
        using var anew = await SignedIn.SignInAsync(factory, contributor.User);
        anew.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        var form = new Dictionary<string, string> { ["text"] = "A long comment.", ["__RequestVerificationToken"] = "of another time" };

        using var refused = await anew.PostAsync($"/admin/changes/{set}?handler=Comment", new FormUrlEncodedContent(form), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = (await refused.PageAsync()).QuerySelector("main form");
        Assert.Equal(kept, page is not null);
        if (page is null)
            return;
        var again = page.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        Assert.Equal("A long comment.", again["text"]);
        using var taken = await anew.PostAsync(page.GetAttribute("action")!, new FormUrlEncodedContent(again), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("A long comment.", (await contributor.GetPageAsync($"/admin/changes/{set}")).QuerySelector(".comments")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OfPasswordsSentSignedOut_IsNotSentBack()
    {
        using var anonymous = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var answer = await anonymous.PostAsync("/account/password", new FormUrlEncodedContent(new Dictionary<string, string> { ["current"] = "a secret" }), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain("a secret", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
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
        using var late = await TryAsync(contributor, set, "Describe", [.. opened, ("title", "A plan"), ("reason", "Mine."), ("note", "")]);
        Assert.Equal("See the annex.", (await late.PageAsync()).QuerySelector("#note")!.TextContent.Trim());
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
        return long.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task<string> AddAsync(SignedIn by, long set, string kind, string reference)
    {
        using var answer = await by.PostFormAsync($"/admin/changes/{set}?handler=New", new() { ["kind"] = kind, ["reference"] = reference }, $"/admin/changes/{set}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<string> EditAsync(SignedIn by, long set, string kind, string reference)
    {
        using var answer = await TryAsync(by, set, "Existing", ("record", $"{kind}:{reference}"), ("what", "edit"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    // What the form says it began from.
    private static async Task<(string Name, string Value)> HiddenAsync(SignedIn by, string draft) =>
        ("began", (await by.GetPageAsync(draft)).QuerySelector("input[name=began]")!.GetAttribute("value")!);

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
