using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Openness;

namespace AiPolicyPortal.Tests.Releases;

/// <summary>The results of the three frameworks over HTTP, against the starter files and the rules.</summary>
public sealed class ReleaseOpennessApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly Dictionary<string, ReleaseOpenness> Expected = StarterRelease.Rows.Keys.ToDictionary(slug => slug, StarterRelease.Openness);

    [Fact]
    public async Task Get_List_HasTheResultsOfTheRules() => Assert.All(await portal.WalkAsync("/api/v1/releases?limit=200"), release =>
    {
        var expected = Expected[release.Ref()];
        Assert.Equal(
            (expected.Mof.Class.Code(), expected.Mof.AtMost.Code(), expected.Osaid.Verdict.Code(), expected.Grid.Share.Code(), $"{expected.Grid.Open}", $"{expected.Grid.Unknown}", expected.Assessed?.ToString()),
            (release.Text("openness.mof"), release.Text("openness.mofAtMost"), release.Text("openness.osaid"), release.Text("openness.grid"), release.Text("openness.gridOpen"),
                release.Text("openness.gridUnknown"), release.Text("openness.assessed.date")));
    });

    [Theory]
    [InlineData("openness")]
    [InlineData("-openness")]
    public async Task Get_SortByOpenness_OrdersByTheGridWithTooLittleKnownLast(string sort)
    {
        List<string> walked = [];
        await foreach (var (_, references) in portal.Client.PagesAsync($"/api/v1/releases?sort={sort}&limit=7"))
            walked.AddRange(references);

        var shares = walked.Select(slug => Expected[slug].Grid).ToList();
        var known = shares.TakeWhile(grid => grid.Share != OpenShare.Unknown).Select(grid => (2 * grid.Open) + grid.Partial).ToList();
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), walked.Order(StringComparer.Ordinal));
        Assert.Equal(shares.Count(grid => grid.Share != OpenShare.Unknown), known.Count);
        Assert.Equal(sort == "openness" ? known.Order() : known.OrderDescending(), known);
        Assert.True(known.Distinct().Count() > 5, $"{known.Distinct().Count()}");
    }

    [Theory]
    [InlineData("mof=none")]
    [InlineData("mof=!none")]
    [InlineData("osaid=cannot-tell")]
    [InlineData("grid=half&grid=three-quarters")]
    public async Task Get_FrameworkFilter_ReturnsThoseWithTheResult(string query)
    {
        var pairs = query.Split('&').Select(pair => pair.Split('=')).ToList();
        var expected = Expected.Where(pair => pairs.Any(asked => Matches(pair.Value, asked[0], asked[1]))).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, (await portal.RefsAsync($"/api/v1/releases?{query}&limit=200")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_LicenceFamilyOrganisationTypeAndYear_ReturnTheirRows()
    {
        var types = StarterFile.Read("organisations.csv").ToDictionary(row => row["slug"], row => row["type"]);
        var expected = StarterRelease.Rows.Values
            .Where(row => row["licence"].Length > 0 && LicenceBook.Shipped.Judge(row["licence"]) == LicenceClass.Restricted
                && row["released"].StartsWith("2024", StringComparison.Ordinal) && row["developers"].Split(';').Any(slug => types.GetValueOrDefault(slug) == "company"))
            .Select(row => row["slug"]).Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(
            expected,
            (await portal.RefsAsync("/api/v1/releases?licenceFamily=restricted&organisationType=company&year=2024&limit=200")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_Record_GivesTheReasonsWithTheJudgementsTheyRestOnAndTheVersions()
    {
        var openness = (await portal.GetJsonAsync("/api/v1/releases/grok-1")).GetProperty("data").GetProperty("openness");
        var missing = openness.GetProperty("mof").GetProperty("missingForNext").EnumerateArray().ToList();

        Assert.Equal(("1.0", "1.0", "2026-06"), (openness.Text("mof.framework.version"), openness.Text("osaid.framework.version"), openness.Text("grid.framework.version")));
        Assert.Equal(Expected["grok-1"].Mof.MissingForNext.Select(finding => finding.Component.Code()), missing.Select(finding => finding.Text("component")!));
        var training = openness.GetProperty("osaid").GetProperty("elements")[1].GetProperty("findings").EnumerateArray().Single(finding => finding.Text("component") == "training-code");
        Assert.Equal(("lacking", "closed"), (training.Text("fulfilment"), training.Text("reason")));
        Assert.Contains(training.GetProperty("basis").EnumerateArray(), basis => basis.Text("assessor") == "portal" && basis.Text("component") == "training-code");
    }

    [Fact]
    public async Task Get_DerivativeOfARestrictedBaseUnderAnOpenLicence_SaysSo()
    {
        var conflicting = StarterRelease.Rows.Values.Where(row => row["base_release"].Length > 0 && LicenceConflict.Between(
            row["licence"].Length == 0 ? null : row["licence"], StarterRelease.Rows[row["base_release"]]["licence"], LicenceBook.Shipped).Count > 0).Select(row => row["slug"]).ToHashSet();

        foreach (var slug in StarterRelease.Rows.Values.Where(row => row["base_release"].Length > 0).Select(row => row["slug"]))
        {
            var detail = (await portal.GetJsonAsync($"/api/v1/releases/{slug}")).GetProperty("data");
            Assert.Equal(conflicting.Contains(slug), detail.GetProperty("licenceConflicts").GetArrayLength() > 0);
        }
    }

    [Fact]
    public async Task Get_Csv_HasTheSameResultsAsTheApi()
    {
        var text = await portal.Client.GetStringAsync("/releases.csv?osaid=cannot-tell", TestContext.Current.CancellationToken);
        using var csv = new CsvHelper.CsvReader(new StringReader(text.TrimStart('\uFEFF')), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<(string, string, string)>();
        while (csv.Read())
        {
            rows.Add((csv.GetField("ref")!, csv.GetField("mof")!, csv.GetField("osaid")!));
        }

        Assert.Equal(
            Expected.Where(pair => pair.Value.Osaid.Verdict == OsaidVerdict.CannotTell).Select(pair => (pair.Key, pair.Value.Mof.Class.Code(), "cannot-tell")).OrderBy(row => row.Key, StringComparer.Ordinal),
            rows.OrderBy(row => row.Item1, StringComparer.Ordinal));
    }

    private static bool Matches(ReleaseOpenness openness, string name, string value)
    {
        var code = value.TrimStart('!');
        var held = name switch
        {
            "mof" => openness.Mof.Class.Code(),
            "osaid" => openness.Osaid.Verdict.Code(),
            _ => openness.Grid.Share.Code(),
        };
        return held == code != value.StartsWith('!');
    }
}
