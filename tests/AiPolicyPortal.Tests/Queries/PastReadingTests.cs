using System.Text.Json;
using System.Xml.Linq;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;

namespace AiPolicyPortal.Tests.Queries;

/// <summary>What the portal answered at a moment it answers again, whatever was published since, when it is asked as of that moment.</summary>
public sealed class PastReadingTests(PostgresFixture postgres)
{
    private const int Publications = 6;

    private static readonly string[] Addresses =
    [
        "/api/v1/programmes?country=FR&limit=200", "/api/v1/programmes?sort=-updatedAt&limit=20", "/api/v1/programmes?q=renamed", "/api/v1/programmes/fr-snia-phase-2",
        "/api/v1/figures?country=FR&limit=50&currency=USD", "/api/v1/figures?groupBy=country,stage", "/api/v1/figures?updatedSince=2026-01-01&sort=-amount&limit=20",
        "/api/v1/announcements?limit=30&sort=-date", "/api/v1/announcements?country=FR&stage=announced&tier=1", "/api/v1/sources?tier=2&limit=30&sort=title",
        "/api/v1/grants?limit=50", "/api/v1/grants?country=NZ", "/api/v1/grants?source=s-0552&limit=200", "/api/v1/grants?q=zebrafish", "/api/v1/grants?q=renamed&sort=-amount", "/api/v1/grants?groupBy=country,year",
        "/api/v1/grants?groupBy=recipient&country=FR", "/api/v1/grants?payingCountry=FR&band=undisclosed&currency=GBP", "/api/v1/organisations?limit=200&sort=-grantsReceived",
        "/api/v1/organisations?role=funder&country=FR", "/api/v1/releases?limit=50&licence=MIT", "/api/v1/releases?funded=true", "/api/v1/governance?country=FR&limit=200",
        "/api/v1/governance?country=NZ", "/api/v1/governance/overview", "/api/v1/countries?limit=200", "/api/v1/countries/FR", "/api/v1/countries/NZ", "/api/v1/coverage", "/api/v1/promises?limit=200",
        "/api/v1/search?q=renamed", "/api/v1/changes?limit=200", "/api/v1/changes?kind=grant&sort=-published", "/api/v1/totals?stage=announced&groupBy=country",
        "/api/v1/totals/explain?stage=awarded&country=FR", "/programmes.csv?country=FR", "/grants.csv?country=US&sort=title", "/figures.jsonl?country=FR", "/organisations.csv",
        "/releases.csv?country=FR", "/governance.csv", "/sources.csv?tier=1", "/announcements.csv?country=FR", "/countries.csv", "/promises.csv", "/grants.atom", "/announcements.atom",
        "/countries.atom", "/promises.atom", "/api/v1/grants?groupBy=country,recipient&currency=USD", "/charts/grants-map.csv?currency=JPY", "/charts/grants-by-award-year.csv?q=renamed",
        "/charts/releases-by-year.csv", "/charts/governance-by-year.csv",
    ];

    private static readonly string[] Pages =
        ["/grants?country=FR", "/grants?source=s-0552", "/sources/s-0552", "/grants?currency=GBP", "/grants?q=renamed", "/countries/FR", "/programmes/fr-snia-phase-2", "/organisations?country=FR", "/releases", "/promises", "/coverage", "/figures?country=FR",
        "/programmes?country=!FR", "/announcements?country=FR", "/governance?country=FR", "/sources?tier=2", "/countries"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AsOfTheMomentOfAPublication_AnswersAsThen()
    {
        await using var portal = await PastPortal.CreateAsync(postgres);
        var edits = new RandomEdits(seed: 1);
        var answered = new List<(DateTimeOffset Moment, Dictionary<string, string> Answers)>();
        for (var publication = 0; publication < Publications; publication++)
        {
            var moment = await portal.PublishAsync(edits.MakeAsync);
            var records = await RecordsAsync(portal);
            answered.Add((moment, await AskAsync(portal, [.. Addresses, .. records, .. publication == 2 ? Pages : []], null)));
        }

        // What is published in between makes a difference to nearly every answer, or the comparison would show nothing.
        var (first, last) = (answered[0].Answers, answered[^1].Answers);
        Assert.True(Addresses.Count(address => first[address] != last[address]) > Addresses.Length * 0.8);
        var different = new List<string>();
        foreach (var (moment, answers) in answered)
        {
            var again = await AskAsync(portal, answers.Keys, Instant.Write(moment));
            different.AddRange(answers.Where(answer => answer.Value != again[answer.Key])
                .Select(answer => $"{answer.Key} as of {Instant.Write(moment)}:\n{Difference(answer.Value, again[answer.Key])}"));
        }

        Assert.True(different.Count == 0, string.Join("\n\n", different));
    }

    // A record of each noun that was changed last.
    private static async Task<IEnumerable<string>> RecordsAsync(PastPortal portal)
    {
        string[] nouns = ["programmes", "figures", "announcements", "sources", "grants", "organisations", "releases", "governance"];
        var records = new List<string>();
        foreach (var noun in nouns)
        {
            var list = JsonDocument.Parse(await portal.GetAsync($"/api/v1/{noun}?sort=-updatedAt&limit=2&fields=ref".Replace("figures?sort=-updatedAt", "figures?sort=-recordedAt", StringComparison.Ordinal)));
            records.AddRange(list.RootElement.GetProperty("data").EnumerateArray().Select(record => $"/api/v1/{noun}/{record.Ref()}"));
        }

        return records;
    }

    private static async Task<Dictionary<string, string>> AskAsync(PastPortal portal, IEnumerable<string> addresses, string? asOf)
    {
        var answers = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            answers[address] = await EssenceAsync(address, await portal.GetAsync(asOf is null ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={asOf}"));
        }

        return answers;
    }

    // Without when it was made and where it leads.
    private static async Task<string> EssenceAsync(string address, string text)
    {
        if (address.StartsWith("/api/", StringComparison.Ordinal))
        {
            var answer = JsonDocument.Parse(text).RootElement;
            var meta = answer.GetProperty("meta");
            return $"{answer.GetProperty("data").GetRawText()}\n{(meta.TryGetProperty("count", out var count) ? count : null)} {(meta.TryGetProperty("spelling", out var spelling) ? spelling : null)}";
        }

        if (address.Contains(".atom", StringComparison.Ordinal))
        {
            XNamespace atom = "http://www.w3.org/2005/Atom";
            return string.Join('\n', XDocument.Parse(text).Descendants(atom + "entry").Select(entry => string.Join('|', entry.Elements().Where(part => part.Name.LocalName != "link").Select(part => part.Value))));
        }

        if (address.StartsWith("/charts/", StringComparison.Ordinal))
        {
            return string.Join('\n', CsvText.Rows(text).Select(row => string.Join('|', row.Where(cell => cell.Key != "as_of").Select(cell => cell.Value))));
        }

        if (address.Split('?')[0].Contains('.', StringComparison.Ordinal))
        {
            return text;
        }

        var page = await BrowsingContext.New().OpenAsync(request => request.Content(text), Cancel);
        foreach (var apart in page.QuerySelectorAll(".past-banner, .chart-source, .chart-actions, .chart .dialogue, .record-history, .citation"))
        {
            apart.Remove();
        }

        return string.Join('\n', page.QuerySelector("main")!.TextContent.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
    }

    private static string Difference(string then, string now)
    {
        var at = then.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string text) => text.Substring(Math.Max(0, at - 300), Math.Min(700, text.Length - Math.Max(0, at - 300)));
        return $"then …{Around(then)}\nnow  …{Around(now)}";
    }
}
