using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Countries;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Coverage;

public sealed class CoverageApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly Dictionary<string, string[]> SourcesOfAnnouncement = StarterFile.Read("announcements.csv")
        .ToDictionary(row => row["id"], row => row["sources"].Split(';', StringSplitOptions.RemoveEmptyEntries));
    private static readonly HashSet<string> OfficialSources =
        [.. StarterFile.Read("sources.csv").Where(row => row["tier"] == "1").Select(row => row["id"])];

    private static readonly string[] Counted = ["programmes", "figures", "grants", "releases", "governance"];

    [Fact]
    public async Task Get_Rows_CountWhatTheFilesSay()
    {
        var rows = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data").GetProperty("countries").EnumerateArray().ToList();

        var figures = CountryCounts.Figures.ToLookup(figure => CountryCounts.CountryOfProgramme[figure["programme"]]);
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var (code, counts) = (row.Text("country.code")!, row.GetProperty("counts"));
            AssertFigures([.. figures[code]], counts);
            Assert.Equal(CountryCounts.OfProgrammes.GetValueOrDefault(code), counts.GetProperty("programmes").GetInt32());
            Assert.Equal(CountryCounts.OfGrants.GetValueOrDefault(code), counts.GetProperty("grants").GetInt32());
            Assert.Equal(CountryCounts.OfReleases.GetValueOrDefault(code), counts.GetProperty("releases").GetInt32());
            Assert.Equal(CountryCounts.OfGovernance.GetValueOrDefault(code), counts.GetProperty("governance").GetInt32());
        });
    }

    [Fact]
    public async Task Get_Total_CountsEveryRecordOnce()
    {
        var report = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data");

        var total = report.GetProperty("total");
        AssertFigures(CountryCounts.Figures, total);
        Assert.Equal(CountryCounts.Programmes.Count, total.GetProperty("programmes").GetInt32());
        Assert.Equal(StarterFile.Read("grants.csv").Count, total.GetProperty("grants").GetInt32());
        Assert.Equal(StarterFile.Read("releases.csv").Count, total.GetProperty("releases").GetInt32());
        Assert.Equal(CountryCounts.OfGrants.GetValueOrDefault(""), report.GetProperty("unknown").GetProperty("grants").GetInt32());
        Assert.Equal(CountryCounts.OfReleases.GetValueOrDefault(""), report.GetProperty("unknown").GetProperty("releases").GetInt32());
    }

    [Fact]
    public async Task Get_SomeCountries_AddsUpOnlyThose()
    {
        var report = (await portal.GetJsonAsync("/api/v1/coverage?country=FR&country=DE&sort=name")).GetProperty("data");

        Assert.Equal(["FR", "DE"], report.GetProperty("countries").EnumerateArray().Select(row => row.Text("country.code")));
        Assert.Equal(CountryCounts.OfFigures["FR"] + CountryCounts.OfFigures["DE"], report.GetProperty("total").GetProperty("figures").GetInt32());
        var releases = report.GetProperty("total").GetProperty("releases").GetInt32();
        Assert.Equal(
            StarterFile.Read("releases.csv").Count(row => row["countries"].Split(';').Intersect(["FR", "DE"]).Any()),
            releases);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("unknown").ValueKind);
    }

    [Fact]
    public async Task Get_AllButACountry_KeepsWhatIsOfNoKnownCountry()
    {
        var whole = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data");
        var report = (await portal.GetJsonAsync("/api/v1/coverage?country=!US")).GetProperty("data");

        Assert.DoesNotContain("US", report.GetProperty("countries").EnumerateArray().Select(row => row.Text("country.code")));
        Assert.Equal(whole.GetProperty("unknown").ToString(), report.GetProperty("unknown").ToString());
        foreach (var list in new[] { "grants", "releases" })
        {
            Assert.Equal(await CountAsync($"/api/v1/{list}?country=!US"), report.GetProperty("total").GetProperty(list).GetInt32());
            var germany = report.GetProperty("countries").EnumerateArray().Single(row => row.Text("country.code") == "DE");
            Assert.Equal(await CountAsync($"/api/v1/{list}?country=DE&country=!US"), germany.GetProperty("counts").GetProperty(list).GetInt32());
        }

        async Task<int> CountAsync(string address) => (await portal.GetJsonAsync($"{address}&limit=1")).GetProperty("meta").GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task Get_SomeCountries_LeadsToThePageOfThem() => Assert.EndsWith(
        "/coverage?country=FR&sort=-grants", (await portal.GetJsonAsync("/api/v1/coverage?country=FR&sort=-grants")).GetProperty("links").Text("html"), StringComparison.Ordinal);

    [Fact]
    public async Task Get_Csv_HasTheNumbersOfTheJson()
    {
        var report = (await portal.GetJsonAsync("/api/v1/coverage?sort=-grants")).GetProperty("data");
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/coverage.csv?sort=-grants", TestContext.Current.CancellationToken));

        var expected = report.GetProperty("countries").EnumerateArray().Select(row => (Key: row.Text("country.code")!, Counts: row.GetProperty("counts")))
            .Append((Key: "unknown", Counts: report.GetProperty("unknown"))).Append((Key: "total", Counts: report.GetProperty("total"))).ToList();
        Assert.Equal(expected.Select(row => row.Key), rows.Select(row => row["country"]));
        Assert.All(expected.Zip(rows), pair =>
        {
            var (counts, row) = (pair.First.Counts, pair.Second);
            foreach (var name in Counted)
                Assert.Equal(counts.GetProperty(name).GetInt32().ToString(CultureInfo.InvariantCulture), row[name]);
            Assert.All(counts.GetProperty("figuresByStage").EnumerateArray(), stage => Assert.Equal(stage.GetProperty("figures").ToString(), row[stage.Text("stage")!]));
            Assert.Equal(
                (counts.GetProperty("officialFigures").ToString(), counts.Text("officialShare") ?? "", counts.GetProperty("undisclosedFigures").ToString(), counts.Text("newest.date") ?? ""),
                (row["official"], row["official_share"], row["undisclosed"], row["newest"]));
        });
    }

    [Theory]
    [InlineData("-figures", "figures")]
    [InlineData("grants", "grants")]
    public async Task Get_Sort_OrdersTheRows(string sort, string field)
    {
        var counts = (await portal.GetJsonAsync($"/api/v1/coverage?sort={sort}")).GetProperty("data").GetProperty("countries").EnumerateArray()
            .Select(row => row.GetProperty("counts").GetProperty(field).GetInt32()).ToList();

        Assert.Equal(sort.StartsWith('-') ? counts.OrderDescending() : counts.Order(), counts);
    }

    [Fact]
    public async Task Get_AnnouncedMoney_IsTheTotalOfEachCountryAndFollowsPartsOfLaterOnes()
    {
        var rows = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data").GetProperty("announcedMoney").EnumerateArray().ToList();

        var groups = (await portal.GetJsonAsync("/api/v1/totals?stage=announced&groupBy=country")).GetProperty("data").GetProperty("groups").EnumerateArray()
            .Where(group => group.Text("low") is not null).ToDictionary(group => group.Text("key")!, group => group.Text("low"));
        Assert.Equal(groups.Keys.Order(), rows.Select(row => row.Text("country.code")).Order());
        Assert.All(rows, row => Assert.Equal(groups[row.Text("country.code")!], row.Text("announced.money.amount") ?? row.Text("announced.money.low")));
        var shares = rows.Select(row => row.GetProperty("disclosedShare").GetDouble()).ToList();
        Assert.Equal(shares.OrderDescending(), shares);
        var germany = rows.Single(row => row.Text("country.code") == "DE");
        Assert.Equal(
            ["appropriated 500000000.00 f-de-004", "committed 2500000000.00 f-de-015", "disbursed 280000000.00 f-de-013"],
            germany.GetProperty("later").EnumerateArray().Select(stage =>
                $"{stage.Text("stage")} {stage.Text("money.amount")} {string.Join(' ', stage.GetProperty("figures").EnumerateArray().Select(figure => figure.GetString()))}"));
        Assert.Equal(0.5, germany.GetProperty("disclosedShare").GetDouble(), 4);
    }

    [Fact]
    public async Task Get_UnknownParameter_IsRefused()
    {
        using var refused = await portal.Client.GetAsync("/api/v1/coverage?countries=FR", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("'country'", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertFigures(IReadOnlyList<IReadOnlyDictionary<string, string>> figures, JsonElement counts)
    {
        var stages = figures.CountBy(figure => figure["stage"]).ToDictionary();
        var official = figures.Count(figure => SourcesOfAnnouncement[figure["announcement"]].Any(OfficialSources.Contains));
        Assert.Equal(figures.Count, counts.GetProperty("figures").GetInt32());
        Assert.All(counts.GetProperty("figuresByStage").EnumerateArray(), stage =>
            Assert.Equal(stages.GetValueOrDefault(stage.Text("stage")!), stage.GetProperty("figures").GetInt32()));
        Assert.Equal(official, counts.GetProperty("officialFigures").GetInt32());
        Assert.Equal(figures.Count(figure => figure["nature"] == "undisclosed"), counts.GetProperty("undisclosedFigures").GetInt32());
        if (figures.Count == 0)
        {
            Assert.Null(counts.Text("officialShare"));
        }
        else
        {
            Assert.Equal((double)official / figures.Count, counts.GetProperty("officialShare").GetDouble(), 4);
        }
    }
}
