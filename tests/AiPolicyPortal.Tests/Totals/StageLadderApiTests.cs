using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>The ladder of the starter data: each number is that of the explanation it leads to.</summary>
public sealed class StageLadderApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("FR")]
    [InlineData("US")]
    public async Task Ladder_EachNumber_IsTheTotalOfItsStageAndFunder(string country)
    {
        using var snapshots = new MoneySnapshots();
        await using var db = portal.CreateContext();
        var set = new ProgrammeSet { Countries = country is "" ? [] : [country] };
        var ladder = (await new TotalQueries(db, snapshots, new PublishedAnswers(keep: false), TimeProvider.System).LadderAsync(set, "EUR", Stop))!;

        Assert.Contains(ladder.Lines, line => line.FunderType == FunderType.Private);
        foreach (var line in ladder.Lines)
        {
            foreach (var rung in line.Rungs)
            {
                var total = (await portal.GetJsonAsync(
                    $"/api/v1/totals?stage={rung.Stage.Code()}&funderType={line.FunderType.Code()}&groupBy=instrument{(country is "" ? "" : "&country=" + country)}")).GetProperty("data");
                Assert.Equal(total.Text("low"), rung.Low?.ToString("0.00", CultureInfo.InvariantCulture));
                Assert.Equal(rung.Sum.Low ?? 0, rung.Instruments.Sum(part => part.Sum.Low ?? 0) + (rung.Overlap.Low ?? 0));
            }
        }
    }

    [Theory]
    [InlineData("en", "Why this number?", "announced public money")]
    [InlineData("fr", "Pourquoi ce nombre", "argent public annoncé")]
    public async Task Page_EachNumber_LeadsToItsExplanation(string language, string question, string money)
    {
        var page = await portal.GetPageAsync("/programmes/fr-snia-phase-2?lang=" + language);

        var links = page.QuerySelectorAll<IHtmlAnchorElement>(".ladder td > a").ToList();
        Assert.Contains(links, link => link.TextContent.Contains(question, StringComparison.Ordinal) && link.TextContent.Contains(money, StringComparison.Ordinal));
        foreach (var link in links)
        {
            var explained = await portal.GetPageAsync($"{link.PathName}{link.Search}&lang={language}");
            Assert.Equal(
                link.Closest("tr")!.QuerySelector("td .money, td .money-undisclosed")!.TextContent, explained.QuerySelector("h1")!.TextContent.Trim());
        }
    }

    [Theory]
    [InlineData("FR")]
    [InlineData("GB")]
    public async Task Page_MoneyThatTwoLinesCount_IsWhatTheExplanationsOfBothSay(string country)
    {
        var page = await portal.GetPageAsync($"/countries/{country}");
        var shown = page.QuerySelectorAll("#shared-money li").Select(entry => string.Join(' ', entry.QuerySelectorAll<IHtmlAnchorElement>("a").Select(link => link.PathName.Split('/')[^1]).Order(StringComparer.Ordinal)));

        var explained = new List<(string Own, string Relation, string Other)>();
        foreach (var (stage, funder) in Enum.GetValues<Stage>().SelectMany(stage => Enum.GetValues<FunderType>().Select(funder => (stage, funder))))
        {
            var address = $"totals/explain?stage={stage.Code()}&funderType={funder.Code()}&country={country}";
            var counted = (await portal.GetJsonAsync("/api/v1/" + address)).GetProperty("data").GetProperty("counted").EnumerateArray().ToList();
            var pairs = counted.SelectMany(figure => figure.GetProperty("alsoCounted").EnumerateArray()
                .Select(also => (Own: figure.Text("figure")!, Relation: also.Text("relation")!, Other: also.Text("figure")!))).ToList();
            explained.AddRange(pairs);
            if (pairs.Count > 0)
            {
                var rows = CsvText.Rows(await portal.Client.GetStringAsync($"/api/v1/{address}".Replace("explain?", "explain.csv?", StringComparison.Ordinal), Stop));
                Assert.Equal(pairs, rows.SelectMany(row => Cells(row["relation"]).Zip(Cells(row["also_counted"]), (relation, other) => (row["figure"], relation, other))));
                var links = (await portal.GetPageAsync("/" + address)).QuerySelectorAll<IHtmlAnchorElement>(".also-counted a").Select(link => link.PathName.Split('/')[^1]);
                Assert.Equal(pairs.Select(pair => pair.Other), links);
            }
        }

        // Each pair stands in the explanations of both its totals.
        Assert.NotEmpty(explained);
        Assert.Equal(
            explained.Select(pair => string.Join(' ', new[] { pair.Own, pair.Other }.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal), shown.Concat(shown).Order(StringComparer.Ordinal));
        Assert.All(explained, pair => Assert.Contains((pair.Other, pair.Relation switch { "inside" => "holds", "holds" => "inside", var mutual => mutual }, pair.Own), explained));

        static string[] Cells(string several) => several.Split(';', StringSplitOptions.RemoveEmptyEntries);
    }
}
