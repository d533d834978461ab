using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Citing;

/// <summary>"How to cite" of lists, reports and records: what is cited is found as it was.</summary>
public sealed class PageCitationTests(StarterPortal portal, PostgresFixture postgres) : IClassFixture<StarterPortal>
{
    private const string Root = "http://localhost";

    private static readonly string[] Selections =
    [
        "/programmes?country=FR", "/figures?stage=announced", "/announcements?country=FR", "/grants?country=FR&q=institut", "/organisations?country=FR",
        "/releases?country=FR", "/governance?country=!FR", "/sources?tier=1", "/countries?kind=country", "/promises?country=FR", "/changes?kind=programme",
        "/coverage?country=FR", "/open?country=FR", "/governance/overview?country=FR",
    ];

    private static readonly string[] Records =
    [
        "/programmes/fr-snia-phase-2", "/figures/f-fr-044", "/announcements/a-fr-017", "/grants/g-at-001", "/organisations/fr-government", "/releases/grok-1",
        "/governance/v-ae-001", "/sources/s-0152", "/countries/FR",
    ];

    private static readonly string[] Languages = ["en", "fr"];

    public static TheoryData<string, string> SelectionsInLanguages => new(Selections.SelectMany(_ => Languages, (address, language) => (address, language)));

    public static TheoryData<string, string> RecordsInLanguages => new(Records.SelectMany(_ => Languages, (address, language) => (address, language)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(SelectionsInLanguages))]
    public async Task Get_List_IsCitedByAnAddressThatKeepsItsSelection(string address, string language)
    {
        var page = await portal.GetPageAsync($"{address}&lang={language}");
        var cited = Cited.On(page);
        var found = await portal.GetPageAsync(cited.Path);

        Assert.StartsWith($"{Root}{address}&asOf=2", cited.Address, StringComparison.Ordinal);
        Assert.EndsWith($"&lang={language}", cited.Address, StringComparison.Ordinal);
        // Where the page says in words what it is filtered by, so does the citation.
        var chosen = page.QuerySelectorAll(".chosen a").Select(filter => filter.LastChild!.TextContent).ToList();
        Assert.Equal($"{Title(page)} ({(chosen.Count > 0 ? string.Join(", ", chosen) : address.Split('?')[1])})", cited.Title);
        Assert.Equal(!address.StartsWith("/governance/overview", StringComparison.Ordinal), chosen.Count == address.Count(sign => sign == '='));
        Assert.Contains(language == "fr" ? "État des connaissances au " : "As known on ", cited.Plain, StringComparison.Ordinal);
        Assert.Equal(Shown(page), Shown(found));
        Assert.NotEmpty(Shown(page));
    }

    [Theory]
    [InlineData("en", "Corrections (State: open)", "Accessed on ")]
    [InlineData("fr", "Corrections (État : ouverte)", "Consulté le ")]
    public async Task Get_ListWithoutAPast_IsCitedWithTheDayOfAccess(string language, string title, string said)
    {
        var cited = Cited.On(await portal.GetPageAsync($"/corrections?state=open&lang={language}"));

        Assert.Equal($"{Root}/corrections?state=open&lang={language}", cited.Address);
        Assert.Equal(title, cited.Title);
        Assert.Contains(said, cited.Plain, StringComparison.Ordinal);
        Assert.True(cited.Csl.TryGetProperty("accessed", out _));
        await portal.GetPageAsync(cited.Path);
    }

    [Theory]
    [MemberData(nameof(RecordsInLanguages))]
    public async Task Get_Record_IsCitedByItsNameAndAnAddressThatKeepsIt(string address, string language)
    {
        var page = await portal.GetPageAsync($"{address}?lang={language}");
        var cited = Cited.On(page);
        var found = await portal.GetPageAsync(cited.Path);

        Assert.StartsWith($"{Root}{address}?asOf=2", cited.Address, StringComparison.Ordinal);
        Assert.EndsWith($"&lang={language}", cited.Address, StringComparison.Ordinal);
        Assert.Contains(Text(page, "h1"), cited.Title, StringComparison.Ordinal);
        Assert.Equal(Text(page, "h1"), Text(found, "h1"));
    }

    [Fact]
    public async Task Get_Figure_IsCitedByAmountStageAndProgramme()
    {
        var page = await portal.GetPageAsync("/figures/f-fr-044");

        Assert.Equal($"{Text(page, "h1")} ({Text(page, "header .tag").ToLowerInvariant()}): {Text(page, "header .lede a")}", Cited.On(page).Title);
    }

    [Fact]
    public async Task Get_RecordByItsKey_IsCitedByItsReference()
    {
        var id = (await portal.GetJsonAsync("/api/v1/programmes/fr-snia-phase-2?fields=programme.id")).GetProperty("data").GetProperty("programme").GetProperty("id").GetString();

        Assert.StartsWith($"{Root}/programmes/fr-snia-phase-2?", Cited.On(await portal.GetPageAsync($"/programmes/{id}")).Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PlaceInAList_IsCitedAsTheWholeSelectionInItsOrder()
    {
        var first = await portal.GetPageAsync("/grants?country=FR&q=&awardedFrom=&limit=10&sort=-amount&count=none");
        var cited = Cited.On(await portal.GetPageAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!));

        Assert.Matches($"^{Root}/grants\\?country=FR&sort=-amount&asOf=[^&]+&lang=en$", cited.Address);
        Assert.Equal("Grants (Recipient’s country: France)", cited.Title);
    }

    [Fact]
    public async Task Get_WordsOnSeveralLines_AreCitedOnOne()
    {
        var cited = Cited.On(await portal.GetPageAsync("/programmes?q=compute%0A%0AAI+Policy+Portal%E2%80%AE+(1999)."));

        Assert.DoesNotContain('\n', cited.Plain);
        Assert.Contains("(Words: compute  AI Policy Portal (1999).)", cited.Plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/programmes")]
    [InlineData("/countries/FR")]
    public async Task Get_PageOfThePast_IsCitedAsOfTheDayThatWasAskedFor(string address)
    {
        var cited = Cited.On(await portal.GetPageAsync($"{address}?asOf=2026-01-01&lang=fr"));

        Assert.Equal($"{Root}{address}?asOf=2026-01-01&lang=fr", cited.Address);
        Assert.Contains("État des connaissances au 1er janvier 2026. ", cited.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhatWasCited_IsAsItWasAfterALaterPublication()
    {
        await using var past = await PastPortal.CreateAsync(postgres);
        var (record, list) = (await CitedAsync("/programmes/fr-snia-phase-2"), await CitedAsync("/programmes?country=FR"));
        await past.PublishAsync(async (db, scope) =>
        {
            var programmes = await db.Programmes.Where(programme => programme.CountryCode == "FR").OrderBy(programme => programme.Reference).ToListAsync(Cancel);
            var renamed = programmes.Single(programme => programme.Reference == "fr-snia-phase-2");
            var former = renamed.Name;
            renamed.Name = "Another name";
            scope.Change(renamed, "name", former, renamed.Name);
            scope.Create(new Core.Programmes.Programme { Reference = "fr-new", Name = "New programme", CountryCode = "FR" });
        });

        Assert.Equal("Another name", (await CitedAsync("/programmes/fr-snia-phase-2")).Cited.Title);
        Assert.Equal(record.Shown, (await CitedAsync(record.Cited.Path)).Shown);
        Assert.Equal(record.Cited.Address, (await CitedAsync(record.Cited.Path)).Cited.Address);
        Assert.NotEqual(list.Shown, (await CitedAsync("/programmes?country=FR")).Shown);
        Assert.Equal(list.Shown, (await CitedAsync(list.Cited.Path)).Shown);

        async Task<(Cited Cited, string Shown)> CitedAsync(string address)
        {
            using var answer = await past.Client.GetAsync(address, Cancel);
            var page = await Web.Html.DocumentAsync(answer);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (Cited.On(page), $"{Text(page, "h1")} {Shown(page)}");
        }
    }

    [Fact]
    public async Task Get_EveryPage_HasAKeyOfItsOwn()
    {
        var keys = new List<string>();
        foreach (var address in Selections.Concat(Records).Concat(Selections.Select(address => address.Split('?')[0])))
        {
            keys.Add(Cited.On(await portal.GetPageAsync(address)).Key);
        }

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Matches("^aipolicyportal-[A-Za-z0-9-]+$", key));
    }

    [Theory]
    [InlineData("/programmes?country=FR")]
    [InlineData("/programmes/fr-snia-phase-2")]
    public async Task Get_PageThatTheReaderHas_Is304(string address)
    {
        using var first = await portal.Client.GetAsync(address, Cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", first.Headers.ETag!.ToString() } } };
        using var held = await portal.Client.SendAsync(again, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        Assert.Equal(first.Headers.ETag, held.Headers.ETag);
    }

    [Fact]
    public async Task Get_Citation_IsClosedAndCopiedByScriptAlone()
    {
        var citation = (await portal.GetPageAsync("/grants")).QuerySelector("details.citation")!;

        Assert.False(citation.HasAttribute("open"));
        Assert.All(citation.QuerySelectorAll("button"), button => Assert.Equal("scripted", button.ClassName));
        Assert.All(citation.QuerySelectorAll("textarea"), field => Assert.NotNull(citation.QuerySelector($"label[for='{field.Id}']")));
    }

    private static string Title(IParentNode page) => page.QuerySelector("meta[property='og:title']")!.GetAttribute("content")!;

    private static string Text(IParentNode page, string selector) => page.QuerySelector(selector)!.TextContent.Trim();

    /// <summary>How many there are, and of reports their numbers.</summary>
    private static string Shown(IParentNode page) => string.Join(' ', page.QuerySelectorAll(".result-bar strong, .stat-tile .value, tfoot td").Select(part => part.TextContent.Trim()));

    /// <summary>The citation of a page, whose three forms name the same address and key.</summary>
    private sealed record Cited(string Plain, string Key, JsonElement Csl)
    {
        public string Address => Csl.GetProperty("URL").GetString()!;

        public string Path => new Uri(Address).PathAndQuery;

        public string Title => Csl.GetProperty("title").GetString()!;

        public static Cited On(IDocument page)
        {
            var texts = page.QuerySelectorAll("details.citation textarea").Select(field => field.TextContent).ToList();
            Assert.Equal(3, texts.Count);
            var cited = new Cited(texts[0], texts[1].Split('{', ',')[1], JsonDocument.Parse(texts[2]).RootElement[0]);

            Assert.EndsWith(cited.Address, cited.Plain, StringComparison.Ordinal);
            Assert.Contains(cited.Title, cited.Plain, StringComparison.Ordinal);
            Assert.Contains($"url = {{{cited.Address}}}", texts[1], StringComparison.Ordinal);
            Assert.Equal(cited.Key, cited.Csl.GetProperty("id").GetString());
            return cited;
        }
    }
}
