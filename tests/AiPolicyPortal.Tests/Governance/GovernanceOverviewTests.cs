using System.Globalization;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace AiPolicyPortal.Tests.Governance;

/// <summary>The matrix, the duties and the profiles, as JSON and as a page.</summary>
public sealed class GovernanceOverviewTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<Row> File = StarterFile.Read("governance.csv");
    private static readonly IReadOnlyList<Row> Links = StarterFile.Read("governance_links.csv");
    private static readonly IReadOnlyList<Row> Statuses = StarterFile.Read("governance_statuses.csv");
    private static readonly string[] Standings = ["coming", "holding", "over", "unknown"];

    [Fact]
    public async Task Get_Matrix_CountsEveryMeasureOfTheFileOnce()
    {
        var overview = await ReadAsync("/api/v1/governance/overview");

        var counted = overview.GetProperty("countries").EnumerateArray().SelectMany(
            country => country.GetProperty("types").EnumerateArray(),
            (country, type) => (Country: country.Text("country.code")!, Type: type.Text("tally.type")!, Count: type.GetProperty("tally").GetProperty("count").GetInt32()))
            .Where(cell => cell.Count > 0).Order().ToList();
        Assert.Equal(File.GroupBy(row => (row["country"], row["type"])).Select(group => (group.Key.Item1, group.Key.Item2, group.Count())).Order(), counted);
        Assert.Equal(File.Count, overview.GetProperty("total").EnumerateArray().Sum(type => type.GetProperty("count").GetInt32()));
        Assert.All(overview.GetProperty("total").EnumerateArray(), type => Assert.Equal(
            type.GetProperty("count").GetInt32(),
            Standings.Sum(standing => type.GetProperty(standing).GetInt32())));
    }

    [Fact]
    public async Task Get_Duties_AreThoseOfTheFileEachWithItsSource()
    {
        var expected = Links.Where(row => row["duty"] != "none")
            .Select(row => (row["measure"], row["duty"], row["programme"] + row["release"], row["source"])).Order().ToList();

        var duties = (await ReadAsync("/api/v1/governance/overview")).GetProperty("duties").EnumerateArray()
            .Select(duty => (duty.Text("measure.ref")!, duty.Text("duty")!, duty.Text("programme.ref") ?? duty.Text("release.ref")!, duty.Text("source.ref")!))
            .Order().ToList();

        Assert.Equal(["audit", "ethics-review", "open-licence"], expected.Select(duty => duty.Item2).Distinct().Order());
        Assert.Equal(expected, duties);
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("open-licence")]
    public async Task Get_DutyFilter_ReturnsTheMeasuresThatLayItDown(string duty)
    {
        var expected = Links.Where(row => row["duty"] == duty).Select(row => row["measure"]).Distinct().Order();

        Assert.Equal(expected, (await portal.RefsAsync($"/api/v1/governance?duty={duty}")).Order());
    }

    [Fact]
    public async Task Get_OneCountry_ListsItsMeasuresByTypeInTheOrderTheyWereAdopted()
    {
        var profile = Assert.Single((await ReadAsync("/api/v1/governance/overview?country=FR")).GetProperty("countries").EnumerateArray());

        Assert.All(profile.GetProperty("types").EnumerateArray(), type =>
        {
            var measures = type.GetProperty("measures").EnumerateArray().ToList();
            Assert.Equal(
                File.Where(row => row["country"] == "FR" && row["type"] == type.Text("tally.type")).Select(row => row["id"]).Order(),
                measures.Select(measure => measure.Ref()).Order());
            var dates = measures.Select(measure => measure.Text("adopted.date") ?? "9999").ToList();
            Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
        });
    }

    [Theory]
    [InlineData("en", "Strategy")]
    [InlineData("fr", "Stratégie")]
    public async Task Get_Page_HasMatrixDutiesYearsAndTheProfileOfTheCountryAskedFor(string language, string strategy)
    {
        var all = await portal.GetPageAsync($"/governance/overview?lang={language}");
        var one = await portal.GetPageAsync($"/governance/overview?country=FR&lang={language}");

        Assert.Equal(File.Select(row => row["country"]).Distinct().Count(), all.QuerySelectorAll("#matrix ~ * tbody tr").Length);
        Assert.Equal(Links.Count(row => row["duty"] != "none"), all.QuerySelectorAll(".duties tbody tr").Length);
        Assert.NotNull(all.QuerySelector("#chart-governance-by-year"));
        Assert.Null(all.QuerySelector("section[aria-labelledby^=profile-]"));
        var profile = one.QuerySelector("section[aria-labelledby=profile-FR]")!;
        Assert.Contains(profile.QuerySelectorAll("h3"), heading => heading.TextContent == strategy);
        Assert.Equal(File.Count(row => row["country"] == "FR"), profile.QuerySelectorAll(".timeline > li").Length);
    }

    [Fact]
    public async Task Get_Profile_TellsTheDatedStatusesOfItsMeasures()
    {
        var expected = Statuses.Where(row => row["measure"] == "v-ca-002").Select(row => (row["since"], row["status"])).Order().ToList();

        var profile = Assert.Single((await ReadAsync("/api/v1/governance/overview?country=CA")).GetProperty("countries").EnumerateArray());
        var page = await portal.GetPageAsync("/governance/overview?country=CA&lang=en");

        Assert.Equal(
            expected,
            profile.GetProperty("statuses").EnumerateArray().Single(of => of.Text("measure.ref") == "v-ca-002").GetProperty("statuses").EnumerateArray()
                .Select(status => (status.Text("since.date")!, status.Text("status")!)).Order());
        var item = page.QuerySelector(".timeline a[href='/governance/v-ca-002']")!.Closest("li")!;
        Assert.Equal(expected.Select(status => status.Item1), item.QuerySelectorAll("ol time").Select(time => time.GetAttribute("datetime")));
    }

    [Fact]
    public async Task Get_Years_TellWhatHappenedByDatedStatusesAndElseByAdoption()
    {
        // One law that was proposed in 2021 and adopted and in force in 2024, and another measure without dated statuses that was adopted in 2018.
        Assert.DoesNotContain(Statuses, row => row["measure"] == "v-eu-001");
        var law = await YearsAsync("q=Regulation+2024%2F1689&type=law&country=EU");
        var strategy = await YearsAsync("q=Artificial+Intelligence+for+Europe&type=strategy&country=EU&status=superseded");

        Assert.Equal([("2021", "1", "0", "0"), ("2022", "0", "0", "0"), ("2023", "0", "0", "0"), ("2024", "0", "1", "0"), ("total", "1", "1", "0")], law);
        Assert.Equal([("2018", "0", "0", "1"), ("total", "0", "0", "1")], strategy);
    }

    [Fact]
    public async Task Get_CellOfTheMatrix_LeadsToItsMeasures()
    {
        var page = await portal.GetPageAsync("/governance/overview?country=EU");
        var links = page.QuerySelectorAll("#matrix ~ * tbody td a");

        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            var listed = await portal.GetJsonAsync($"/api/v1{link.GetAttribute("href")}&limit=1");
            Assert.Equal(link.TextContent, listed.GetProperty("meta").Text("count"));
        }
    }

    [Fact]
    public async Task Get_CellOfANarrowedMatrix_KeepsWhatItIsNarrowedBy()
    {
        var page = await portal.GetPageAsync("/governance/overview?status=adopted&status=in-force");

        foreach (var link in page.QuerySelectorAll("#matrix ~ * tbody td a").Take(12))
        {
            var listed = await portal.GetJsonAsync($"/api/v1{link.GetAttribute("href")}&limit=1");
            Assert.Equal(link.TextContent, listed.GetProperty("meta").Text("count"));
        }
    }

    [Fact]
    public async Task Get_MatrixCsv_HasTheNumbersOfTheFileAndNoTotalsAmongThem()
    {
        var rows = await CsvAsync("/api/v1/governance/overview.csv");

        Assert.Equal(
            File.GroupBy(row => (row["country"], row["type"])).Select(group => (group.Key.Item1, group.Key.Item2, group.Count().ToString(CultureInfo.InvariantCulture))).Order(),
            rows.Where(row => row["on_record"] != "0").Select(row => (row["country"], row["type"], row["on_record"])).Order());
        Assert.All(rows, row => Assert.Equal(Number(row, "on_record"), Standings.Sum(standing => Number(row, standing))));
        Assert.Equal(File.Count, rows.Sum(row => Number(row, "on_record")));
    }

    [Fact]
    public async Task Get_DutiesCsv_HasTheDutiesOfTheFileEachWithItsSource()
    {
        var rows = await CsvAsync("/api/v1/governance/duties.csv");
        var sources = StarterFile.Read("sources.csv").ToDictionary(row => row["id"], row => row["url"]);

        Assert.Equal(
            Links.Where(row => row["duty"] != "none").Select(row => (row["measure"], row["duty"], row["programme"] + row["release"], sources[row["source"]])).Order(),
            rows.Select(row => (row["measure"], row["duty"], row["ref"], row["source_url"])).Order());
        var one = await CsvAsync("/api/v1/governance/duties.csv?country=FR&duty=open-licence");
        Assert.NotEmpty(one);
        Assert.All(one, row => Assert.Equal("FR", row["country"]));
        // A measure with duties on several programmes has those of the one asked for.
        Assert.Contains(rows, row => row["measure"] == "v-fr-004" && row["ref"] == "fr-ai-for-humanity");
        var within = (await CsvAsync("/api/v1/governance/duties.csv?programme=fr-snia-phase-2")).Select(row => row["ref"]).ToHashSet();
        Assert.Contains("fr-snia-phase-2", within);
        Assert.DoesNotContain("fr-ai-for-humanity", within);
    }

    [Theory]
    [InlineData("/api/v1/governance/overview.csv?country=XQ", "XQ")]
    [InlineData("/api/v1/governance/duties.csv?duty=audits", "'audit'")]
    public async Task Get_CsvWithAWrongValue_IsRefusedAndSaysWhy(string address, string hint)
    {
        using var refused = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(hint, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<(string, string, string, string)>> YearsAsync(string query)
    {
        var rows = await CsvAsync($"/charts/governance-by-year.csv?{query}");
        return [.. rows.GroupBy(row => row["key"]).Select(year => (year.Key, Cell(year, "coming"), Cell(year, "holding"), Cell(year, "over")))];

        static string Cell(IEnumerable<Row> year, string standing) => year.Single(row => row["series"] == standing)["low"];
    }

    private static int Number(Row row, string column) => int.Parse(row[column], CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<Row>> CsvAsync(string address) =>
        CsvText.Rows((await portal.Client.GetStringAsync(address, TestContext.Current.CancellationToken)).TrimStart((char)0xFEFF));

    private async Task<JsonElement> ReadAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");
}
