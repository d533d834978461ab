using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Fetching;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Articles;
using AiPolicyPortal.Tests.Fetching;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiPolicyPortal.Tests.Admin;

/// <summary>From the text of an article to a change set and to the public pages, over HTTP without scripts.</summary>
public sealed class NewAnnouncementTests(NewAnnouncementPortal portal) : IClassFixture<NewAnnouncementPortal>
{
    private const string Page = "/admin/announcements/new";
    private const string Amount = "1500000000-1500000000-EUR-exact-total-announced-1";
    private const string Relation = $"Relation:{Amount}:f-fr-010";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostRead_SeedStory_ProposesWithItsWordsWarnsAndTicksNothing()
    {
        var page = await ReadAsync(new() { ["Text"] = SeedStory.Text });

        Assert.Empty(page.QuerySelectorAll("input[checked]"));
        Assert.NotNull(page.QuerySelector("main form input[name=__RequestVerificationToken]"));
        Assert.Contains("11 March 2024", Label(page, "input[name='Entry.Date'][value='2024-03-11']"), StringComparison.Ordinal);
        Assert.Contains("France", Label(page, "input[name='Entry.Country'][value='FR']"), StringComparison.Ordinal);
        var amount = Label(page, $"input[name='Entry.Amounts'][value='{Amount}']");
        Assert.All(["EUR 1,500,000,000", "Announced", "1.5 billion euros", "earmarked"], words => Assert.Contains(words, amount, StringComparison.Ordinal));
        Assert.Contains("open-source", Label(page, "input[name='Entry.Themes'][value='open-source']"), StringComparison.Ordinal);
        Assert.All(
            ["f-fr-001", "f-fr-010", "f-fr-044"],
            figure => Assert.Equal(
                ["", "restates", "revises", "contradicts", "part-of"],
                page.QuerySelectorAll($"#collision-0 #relation-0-{figure} option").Select(option => option.GetAttribute("value"))));
        Assert.Contains("29 Mar 2018", page.QuerySelector("label[for=relation-0-f-fr-001]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#collision-0 input[name='Entry.NewMoney']"));
        Assert.Contains("fr-generative-ai-2024", page.QuerySelectorAll("input[name='Entry.Programme']").Select(choice => choice.GetAttribute("value")));
        Assert.All(
            ["/organisations/us-xai", "/organisations/us-superagi", "/releases/grok-1"],
            record => Assert.NotNull(page.QuerySelector($"#names a[href='{record}']")));
        Assert.Equal(
            ["11 March 2024", "France", "earmarked", "1.5 billion euros", "open-source", "xAI", "Grok", "SuperAGI"],
            page.QuerySelectorAll(".article-words mark").Select(mark => mark.TextContent).Where(words => words != "generative"));
    }

    [Fact]
    public async Task PostRead_InFrench_SaysTheSameInFrench()
    {
        portal.Contributor.Client.DefaultRequestHeaders.Add("Accept-Language", "fr");
        try
        {
            var page = await ReadAsync(new() { ["Text"] = "La France consacre quelque 2,2 milliards d’euros à l’IA, a-t-on appris le 3 mai 2024." });

            Assert.Equal("Nouvelle annonce", page.QuerySelector("h1")!.TextContent);
            Assert.Equal("fr", page.QuerySelector(".article-words")!.GetAttribute("lang"));
            Assert.Contains("EUR\u00a02\u202f200\u202f000\u202f000", Label(page, "#amount-0").Replace("EUR ", "EUR\u00a0", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("input[name='Entry.Date'][value='2024-05-03']"));
        }
        finally
        {
            portal.Contributor.Client.DefaultRequestHeaders.Remove("Accept-Language");
        }
    }

    [Fact]
    public async Task PostRead_PublicAddress_ProposesWhatThePageSaysAndTicksNothing()
    {
        portal.Internet.Serve(
            "news.example/grok",
            "<html lang=en><head><meta property='og:site_name' content='The Example'><meta property='article:published_time' content='2024-03-12T08:00:00Z'></head>"
            + $"<body><article><h1>France bets on open models</h1><p>{SeedStory.Text}.</p></article></body></html>");

        var page = await ReadAsync(new() { ["Address"] = "http://news.example/grok" });

        Assert.Empty(page.QuerySelectorAll("input[checked]"));
        Assert.Equal("France bets on open models", page.QuerySelector("#title-0")!.GetAttribute("value"));
        Assert.Equal("The Example", page.QuerySelector("#publisher-page")!.GetAttribute("value"));
        Assert.Equal("2024-03-12", page.QuerySelector("#published-page")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector($"input[name='Entry.Amounts'][value='{Amount}']"));
        Assert.Equal("http://news.example/grok", Typed(page, "Address"));
    }

    [Theory]
    [InlineData("http://127.0.0.1/secret", "not on the public internet")]
    [InlineData("http://news.example:5432/", "cannot be fetched")]
    [InlineData("http://inside.example/", "not on the public internet")]
    [InlineData("http://nowhere.example/", "no host nowhere.example")]
    [InlineData("http://news.example/gone", "error 404")]
    [InlineData("ftp://example.org/", "is not an address")]
    [InlineData("grok", "is not an address")]
    public async Task PostRead_AddressThatCannotBeRead_SaysWhyAndKeepsTheAddress(string address, string why)
    {
        var page = await ReadAsync(new() { ["Address"] = address, ["Published"] = "2024-03-11" });

        Assert.Contains(why, page.QuerySelector("#Address-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((address, "2024-03-11"), (Typed(page, "Address"), Typed(page, "Published")));
    }

    [Theory]
    [InlineData("", "", "Text", "Paste the text")]
    [InlineData("Some words.", "11/03/2024", "Published", "“11/03/2024” is not a day")]
    public async Task PostRead_WrongField_SaysWhichAndKeepsTheRest(string text, string published, string field, string why)
    {
        var page = await ReadAsync(new() { ["Text"] = text, ["Published"] = published });

        Assert.Contains(why, page.GetElementById($"{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((text, published), (page.QuerySelector("#Text")!.TextContent.Trim(), Typed(page, "Published")));
    }

    [Fact]
    public async Task PostRead_TextTooLong_SaysHowLongAndKeepsIt()
    {
        var text = new string('a', 200_001);

        var page = await ReadAsync(new() { ["Text"] = text });

        Assert.Contains("200001", page.QuerySelector("#Text-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, page.QuerySelector("#Text")!.TextContent.Trim());
    }

    [Theory]
    [InlineData("Entry.Title", "", "Entry.Title", "Tick the proposed title")]
    [InlineData("Entry.OtherDate", "11 March", "Entry.OtherDate", "“11 March” is not a date")]
    [InlineData("Entry.Date", null, "Entry.OtherDate", "Choose a date")]
    [InlineData("Entry.Country", null, "Entry.OtherCountry", "Choose a country")]
    [InlineData("Entry.OtherCountry", "France", "Entry.OtherCountry", "no country “FRANCE”")]
    [InlineData("Address", "", "Address", "Give the address")]
    [InlineData("Address", "news", "Address", "“news” is not an address")]
    [InlineData("Published", "tomorrow", "Published", "“tomorrow” is not a day")]
    [InlineData("Text", "", "Text", "Paste the text")]
    [InlineData("Entry.Amounts", "1-1-EUR-exact-total-announced-1", "amounts", "no longer among the proposals")]
    [InlineData("Entry.Amounts", null, "programme", "No amount is ticked")]
    [InlineData("Entry.Programme", null, "programme", "Choose the programme")]
    [InlineData("Entry.Programme", "fr-nothing", "Entry.OtherProgramme", "no programme “fr-nothing”")]
    [InlineData("Entry.Programme", "other", "Entry.OtherProgramme", "no programme “”")]
    [InlineData("Entry.Programme", "new", "Entry.NewProgramme", "Write the name")]
    [InlineData("Entry.Themes", "open-source", "Entry.NewProgramme", "is not chosen")]
    [InlineData("Entry.Organisations", "Nobody", "names", "no longer among the proposals")]
    [InlineData(Relation, "", "collision-0", "Say how this amount relates")]
    [InlineData("Entry.Amounts", null, "collision-0", "is not ticked")]
    [InlineData("Entry.NewMoney", Amount, "collision-0", "either new money or linked")]
    public async Task PostDraft_WrongField_SaysWhichKeepsTheRestAndMakesNothing(string field, string? value, string place, string why)
    {
        var before = await CountAsync();
        var fields = Fields();
        fields.Remove(field);
        if (value is not null)
        {
            fields[field] = value;
        }

        using var answer = await portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page);
        var page = await answer.PageAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var fault = page.GetElementById($"{place}-error") ?? page.GetElementById(place)!.QuerySelector(".field-error");
        Assert.Contains(why, fault!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("[role=alert] a"), link => link.GetAttribute("href") == $"#{place}");
        foreach (var written in (string[])["Address", "Published", "Entry.Title", "Entry.OtherDate", "Entry.OtherCountry"])
        {
            Assert.Equal(fields.GetValueOrDefault(written, ""), Typed(page, written) ?? "");
        }

        Assert.Equal(fields["Text"], page.QuerySelector("#Text")!.TextContent.Trim());
        if (fields["Text"].Length > 0)
        {
            Assert.Equal(fields.GetValueOrDefault("Entry.Amounts") == Amount, page.QuerySelector("#amount-0[checked]") is not null);
            Assert.Equal(fields.GetValueOrDefault(Relation) == "restates", page.QuerySelector("#relation-0-f-fr-010 option[value=restates][selected]") is not null);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task PostDraft_CountryTheTextDoesNotName_IsWarnedOfToo()
    {
        var fields = Fields();
        (fields["Text"], fields["Entry.OtherCountry"]) = ("The government earmarks 1.5 billion euros for generative AI.", "fr");
        fields.Remove("Entry.Country");
        fields.Remove(Relation);

        using var answer = await portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page);

        Assert.NotNull((await answer.PageAsync()).QuerySelector("#collision-0 .field-error"));
    }

    [Fact]
    public async Task PostDraft_NothingTickedButTheAnnouncement_MakesItAndItsSourceAlone()
    {
        var fields = Fields();
        fields["Address"] = "https://news.example.org/alone";
        foreach (var field in (string[])["Entry.Amounts", "Entry.Programme", Relation])
        {
            fields.Remove(field);
        }

        var set = await DraftedAsync(fields);

        Assert.Equal([RecordKind.Source, RecordKind.Announcement], set.Drafts.Select(draft => draft.Kind));
        var source = set.Drafts[0].Rows.Of("sources.csv").Single();
        Assert.Equal(["language", "tier", "url"], source.Keys.Order());
        var announcement = set.Drafts[1].Rows.Of("announcements.csv").Single();
        Assert.Equal(("2024-03-11", "France bets on open source", set.Drafts[0].Reference), (announcement["date"], announcement["title"], announcement["sources"]));
    }

    [Fact]
    public async Task PostDraft_AddressThatIsASourceAlready_IsCitedAndNotMadeAgain()
    {
        var fields = Fields();
        await using (var context = StarterDatabase.CreateContext(portal.ConnectionString))
        {
            fields["Address"] = await context.Sources.Where(source => source.Reference == "s-0002").Select(source => source.Url).SingleAsync(Cancel);
        }

        Assert.NotNull((await ReadAsync(fields)).QuerySelector(".notice a[href='/sources/s-0002']"));
        var set = await DraftedAsync(fields);

        Assert.DoesNotContain(set.Drafts, draft => draft.Kind == RecordKind.Source);
        Assert.Equal("s-0002", set.Drafts[0].Rows.Of("announcements.csv").Single()["sources"]);
    }

    [Fact]
    public async Task PostDraft_NewProgrammeAndNames_BecomeDraftsThatHoldTogether()
    {
        var fields = Fields();
        fields["Text"] = "Open models for all\n\n" + SeedStory.Text + ". Quux Labs has received backing of €3m in Norway; this followed the open-sourcing of Blurgh.";
        fields["Address"] = "https://news.example.org/two";
        fields["Entry.Programme"] = "new";
        fields["Entry.NewProgramme"] = "Modèles ouverts 2024";
        fields["Entry.Commitment"] = "stated";
        fields["Entry.Themes"] = "open-source";
        fields["Entry.TickedSourceTitle"] = "Open models for all";
        fields["Entry.Publisher"] = "The Example";
        fields["Published"] = "2024-03-12";
        var proposed = await ReadAsync(fields);
        var names = proposed.QuerySelectorAll("#names input[type=checkbox]").Select(name => (Field: name.GetAttribute("name")!, Value: name.GetAttribute("value")!)).ToList();
        Assert.Contains(("Entry.Organisations", "Quux Labs"), names);
        Assert.Contains(("Entry.Releases", "Blurgh"), names);
        (fields["Entry.Organisations"], fields["Entry.Releases"], fields["Release:Blurgh"]) = ("Quux Labs", "Blurgh", "model");
        using (var refused = await portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page))
        {
            Assert.Contains("Choose what Quux Labs is.", (await refused.PageAsync()).QuerySelector("#names")!.TextContent, StringComparison.Ordinal);
        }

        fields["Organisation:Quux%20Labs"] = "company";
        var set = await DraftedAsync(fields);

        Assert.Equal(
            [RecordKind.Source, RecordKind.Announcement, RecordKind.Programme, RecordKind.Figure, RecordKind.Organisation, RecordKind.Release],
            set.Drafts.Select(draft => draft.Kind));
        Assert.Equal(["fr-modeles-ouverts-2024", "quux-labs", "blurgh"], ((int[])[2, 4, 5]).Select(draft => set.Drafts[draft].Reference));
        var source = set.Drafts[0].Rows.Of("sources.csv").Single();
        Assert.Equal(("Open models for all", "The Example", "2024-03-12", "3", "en"), (source["title"], source["publisher"], source["published"], source["tier"], source["language"]));
        var programme = set.Drafts[2].Rows.Of("programmes.csv").Single();
        Assert.Equal(("open-source", "stated", "FR"), (programme["themes"], programme["open_source_commitment"], programme["country"]));
        Assert.Equal("fr-modeles-ouverts-2024", set.Drafts[3].Rows.Of("figures.csv").Single()["programme"]);
        Assert.Empty(await portal.InScopeAsync(changes => changes.CheckAsync(set.Number, Cancel)));
    }

    [Fact]
    public async Task PostDraft_ManyAtOnce_NeverShareAReference()
    {
        var fields = Fields();
        fields["Address"] = "https://news.example.org/many";
        var content = Enumerable.Range(0, 6).Select(_ => portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page));

        var answers = await Task.WhenAll(content);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        await using var context = StarterDatabase.CreateContext(portal.ConnectionString);
        var taken = await context.Drafts.Select(draft => new { draft.Kind, draft.Reference }).ToListAsync(Cancel);
        Assert.Equal(taken.Distinct().Count(), taken.Count);
    }

    [Fact]
    public async Task PostDraft_SentTwice_MakesOneChangeSet()
    {
        var fields = Fields();
        (fields["Address"], fields["Opened"]) = ("https://news.example.org/twice", (await ReadAsync(Fields())).QuerySelector("input[name=Opened]")!.GetAttribute("value")!);
        var before = await CountAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page)));
        Assert.Single(answers.Select(answer => answer.Headers.Location!.OriginalString).Distinct());
        Assert.Equal(before + 1, await CountAsync());
        fields["Entry.Title"] = "Another title";
        Assert.NotEqual(answers[0].Headers.Location, (await portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page)).Headers.Location);
    }

    [Theory]
    [InlineData("", "public")]
    [InlineData("Mixed", "mixed")]
    public async Task PostDraft_FunderLeftAsItIs_IsThatOfTheFigureItRestates(string chosen, string written)
    {
        var fields = Fields();
        (fields["Address"], fields["Entry.Funder"]) = ($"https://news.example.org/funder-{written}", chosen);

        var row = (await DraftedAsync(fields)).Drafts.Single(draft => draft.Kind == RecordKind.Figure).Rows.Of("figures.csv").Single();

        await using var context = StarterDatabase.CreateContext(portal.ConnectionString);
        var restated = await context.Figures.SingleAsync(figure => figure.Reference == "f-fr-010", Cancel);
        Assert.Equal((written, restated.Instrument.Code()), (row["funder_type"], row["instrument"]));
    }

    [Fact]
    public async Task PostRead_AmountInTheHeadlineAndTheText_IsOfferedOnce()
    {
        var fields = new Dictionary<string, string> { ["Text"] = "France earmarks €1.5 billion for AI\n\nThe government has earmarked 1.5 billion euros for generative AI, of which €200m for chips." };

        var page = await ReadAsync(fields);

        Assert.Equal(2, page.QuerySelectorAll("input[name='Entry.Amounts']").Length);
        Assert.Contains("1.5 billion euros", Label(page, "#amount-0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostDraft_WhatWasTicked_IsPublishedBySomebodyElseAndShownEverywhere()
    {
        using var editor = await SignedIn.AsAsync(portal.Factory, AccountRole.Editor);
        using var reader = portal.Factory.CreateClient();
        var before = await SaidIn2024Async(reader);
        var set = await DraftedAsync(Fields());
        var address = $"/admin/changes/{set.Number}";
        var announcement = set.Drafts.Single(draft => draft.Kind == RecordKind.Announcement).Reference;
        var figure = set.Drafts.Single(draft => draft.Kind == RecordKind.Figure);
        var row = figure.Rows.Of("figures.csv").Single();
        Assert.Equal(("1500000000", "1500000000", "EUR", "announced", announcement), (row["amount_low"], row["amount_high"], row["currency"], row["stage"], row["announcement"]));
        Assert.Equal(SeedStory.Text, row["evidence"]);
        Assert.Equal(("restates", "f-fr-010"), (figure.Rows.Of("figure_links.csv").Single()["kind"], figure.Rows.Of("figure_links.csv").Single()["to"]));

        await DoneAsync(portal.Contributor, address, "Describe", ("title", set.Title), ("reason", "Reported again."));
        await DoneAsync(portal.Contributor, address, "Submit");
        using (var own = await portal.Contributor.PostFormAsync($"{address}?handler=Approve", [], address))
        {
            Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/announcements/{announcement}", Cancel)).StatusCode);
        await DoneAsync(editor, address, "Approve");
        await DoneAsync(editor, address, "Publish");
        await UntilAsync(reader, $"/announcements/{announcement}");

        Assert.Contains("France bets on open source", await reader.GetStringAsync($"/announcements/{announcement}", Cancel), StringComparison.Ordinal);
        Assert.Contains(figure.Reference, await reader.GetStringAsync("/api/v1/figures?programme=fr-generative-ai-2024", Cancel), StringComparison.Ordinal);
        Assert.Contains(announcement, await reader.GetStringAsync("/announcements.atom", Cancel), StringComparison.Ordinal);
        Assert.Equal((before.Headline + 1_500_000_000m, before.New), await SaidIn2024Async(reader));
    }

    private static async Task DoneAsync(SignedIn by, string address, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await by.PostFormAsync($"{address}?handler={handler}", fields.ToDictionary(field => field.Name, field => field.Value), address);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{handler}: {answer.StatusCode} {(await answer.PageAsync()).QuerySelector("main")?.TextContent}");
    }

    private static async Task UntilAsync(HttpClient reader, string address)
    {
        for (var tries = 0; (await reader.GetAsync(address, Cancel)).StatusCode != HttpStatusCode.OK; tries++)
        {
            Assert.True(tries < 600, $"{address} does not answer.");
            await Task.Delay(50, Cancel);
        }
    }

    /// <summary>What France said in 2024 as it was said, and what of it was new, in euros.</summary>
    private static async Task<(decimal Headline, decimal New)> SaidIn2024Async(HttpClient reader)
    {
        using var answer = JsonDocument.Parse(await reader.GetStringAsync("/api/v1/new-money?country=FR&groupBy=year&currency=EUR", Cancel));
        var year = answer.RootElement.GetProperty("data").GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("key").GetString() == "2024");
        decimal Low(string sum) => decimal.Parse(year.GetProperty(sum).GetProperty("low").GetString()!, CultureInfo.InvariantCulture);
        return (Low("headline"), Low("new"));
    }

    private static string Label(IDocument page, string input)
    {
        var found = page.QuerySelector(input);
        Assert.True(found is not null, $"There is no {input}.");
        return page.QuerySelector($"label[for='{found.Id}']")!.TextContent;
    }

    private static string? Typed(IDocument page, string name) => page.QuerySelector($"input[name='{name}']")?.GetAttribute("value");

    private static Dictionary<string, string> Fields() => new()
    {
        ["Proposed"] = "true",
        ["Text"] = SeedStory.Text,
        ["Address"] = "https://news.example.org/grok-france",
        ["Entry.Title"] = "France bets on open source",
        ["Entry.Date"] = "2024-03-11",
        ["Entry.Country"] = "FR",
        ["Entry.Tier"] = "3",
        ["Entry.Amounts"] = Amount,
        ["Entry.Funder"] = "Public",
        ["Entry.Confidence"] = "Medium",
        ["Entry.Programme"] = "fr-generative-ai-2024",
        [Relation] = "restates",
    };

    private async Task<IDocument> ReadAsync(Dictionary<string, string> fields)
    {
        using var answer = await portal.Contributor.PostFormAsync($"{Page}?handler=Read", fields, Page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.PageAsync();
    }

    private async Task<ChangeSet> DraftedAsync(Dictionary<string, string> fields)
    {
        using var answer = await portal.Contributor.PostFormAsync($"{Page}?handler=Draft", fields, Page);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, (await answer.PageAsync()).QuerySelector("[role=alert]")?.TextContent);
        var number = long.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture);
        return (await portal.InScopeAsync(changes => changes.FindAsync(number, Cancel)))!;
    }

    private async Task<int> CountAsync()
    {
        await using var context = StarterDatabase.CreateContext(portal.ConnectionString);
        return await context.ChangeSets.CountAsync(Cancel);
    }
}

/// <summary>The portal on a database of its own, with somebody signed in and an internet of its own.</summary>
public sealed class NewAnnouncementPortal(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase database = null!;

    internal FetchServer Internet { get; private set; } = null!;

    public WebApplicationFactory<Program> Factory { get; private set; } = null!;

    public SignedIn Contributor { get; private set; } = null!;

    public string ConnectionString => database.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        Internet = (await FetchServer.StartAsync()).Host("inside.example", "10.0.0.7");
        Factory = StarterPortal.CreateFactory(database.ConnectionString).WithWebHostBuilder(host => host.ConfigureTestServices(services =>
            services.Replace(ServiceDescriptor.Singleton(new GuardedFetcher(Internet.Options())))));
        Contributor = await SignedIn.AsAsync(Factory, AccountRole.Contributor);
    }

    public async Task<T> InScopeAsync<T>(Func<ChangeSets, Task<T>> ask)
    {
        await using var scope = Factory.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<ChangeSets>());
    }

    public async ValueTask DisposeAsync()
    {
        Contributor.Dispose();
        await Factory.DisposeAsync();
        await Internet.DisposeAsync();
        await database.DisposeAsync();
    }
}
