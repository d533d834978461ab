using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Traces;

/// <summary><c>/api/v1/open</c> against what the starter files say.</summary>
public sealed class OpenApiAnswerTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Releases = StarterFile.Read("releases.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Funding = StarterFile.Read("release_funding.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Programmes = StarterFile.Read("programmes.csv");

    [Fact]
    public async Task Get_Total_TellsPublicPayersFromOthersAndFromUnknownOnes()
    {
        var funded = (await portal.RefsAsync("/api/v1/releases?funded=true&limit=200")).ToHashSet();
        var paid = Funding.Select(row => row["release"]).ToHashSet();

        var total = (await ReadAsync("/api/v1/open")).GetProperty("total");

        Assert.Equal(Releases.Count, total.GetProperty("releases").GetInt32());
        Assert.Equal(funded.Count, total.GetProperty("publiclyFunded").GetInt32());
        Assert.Equal(paid.Count(release => !funded.Contains(release)), total.GetProperty("otherPayer").GetInt32());
        Assert.Equal(Releases.Count - paid.Count, total.GetProperty("payerUnknown").GetInt32());
        Assert.True(total.GetProperty("otherPayer").GetInt32() > 0, "The starter data names payers that no source shows to be public.");
    }

    [Theory]
    [InlineData("mof")]
    [InlineData("osaid")]
    [InlineData("grid")]
    public async Task Get_Country_CountsWhatTheListOfReleasesFinds(string framework)
    {
        var countries = (await ReadAsync("/api/v1/open")).GetProperty("countries").EnumerateArray()
            .Where(country => country.GetProperty("releases").GetProperty("publiclyFunded").GetInt32() > 0).ToList();

        Assert.Contains(countries, country => country.Text("country.code") == "FR");
        foreach (var country in countries)
        {
            var counts = country.GetProperty("releases");
            var funded = counts.GetProperty("publiclyFunded").GetInt32();
            foreach (var result in counts.GetProperty(framework).EnumerateArray())
            {
                var listed = await portal.GetJsonAsync(
                    $"/api/v1/releases?funded=true&country={country.Text("country.code")}&{framework}={result.Text("result")}&limit=1");
                Assert.Equal(listed.GetProperty("meta").GetProperty("count").GetInt32(), result.GetProperty("releases").GetInt32());
                Assert.Equal(Math.Round(result.GetProperty("releases").GetInt32() / (double)funded, 4), result.GetProperty("share").GetDouble());
            }
        }
    }

    [Fact]
    public async Task Get_Programmes_AreThoseThatPromisedTheFirmestFirst()
    {
        string[] firmness = ["required", "funded", "stated"];
        var programmes = (await ReadAsync("/api/v1/open")).GetProperty("programmes").EnumerateArray().ToList();

        Assert.Equal(
            Programmes.Where(row => row["open_source_commitment"] != "none").Select(row => row["slug"]).Order(StringComparer.Ordinal),
            programmes.Select(programme => programme.Text("programme.ref")!).Order(StringComparer.Ordinal));
        var order = programmes.Select(programme => Array.IndexOf(firmness, programme.Text("commitment"))).ToList();
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task Get_JeanZay_LeadsFromTheMachineToTheModelsItTrained()
    {
        var programme = Assert.Single((await ReadAsync("/api/v1/open?programme=fr-jean-zay")).GetProperty("programmes").EnumerateArray());
        var releases = programme.GetProperty("releases").EnumerateArray().ToList();

        Assert.Equal(
            Funding.Where(row => row["programme"] == "fr-jean-zay").Select(row => row["release"]).Order(StringComparer.Ordinal),
            releases.Select(release => release.Ref()).Order(StringComparer.Ordinal));
        Assert.Contains(releases, release => release.Ref() == "bloom-176b");
        Assert.All(releases, release => Assert.Equal(["compute"], release.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString())));
    }

    [Fact]
    public async Task Get_StrategyAboveJeanZay_TakesInWhatItsPartPaidForAndNamesThePart()
    {
        var whole = Programmes.Single(row => row["slug"] == "fr-jean-zay")["part_of"];

        var programme = Assert.Single((await ReadAsync($"/api/v1/open?programme={whole}")).GetProperty("programmes").EnumerateArray());
        var bloom = programme.GetProperty("releases").EnumerateArray().Single(release => release.Ref() == "bloom-176b");

        Assert.Equal("fr-jean-zay", bloom.Text("part.ref"));
    }

    [Fact]
    public async Task Get_ProgrammeWithoutARelease_SaysThatNoneIsOnRecord()
    {
        var programme = Assert.Single((await ReadAsync("/api/v1/open?programme=eu-openeurollm")).GetProperty("programmes").EnumerateArray());

        Assert.Empty(programme.GetProperty("releases").EnumerateArray());
        Assert.Equal(["no-release"], programme.GetProperty("outstanding").EnumerateArray().Select(one => one.Text("gap")));
        Assert.Equal(StarterFile.Read("grants.csv").Count(row => row["programme"] == "eu-openeurollm"), programme.GetProperty("grantCount").GetInt32());
    }

    [Fact]
    public async Task Get_BoundProgramme_NamesTheRuleThatAsksForAnOpenLicence()
    {
        var row = StarterFile.Read("governance_links.csv").Single(row => row["duty"] == "open-licence" && row["programme"] == "fr-llm-commons");

        var programme = Assert.Single((await ReadAsync("/api/v1/open?programme=fr-llm-commons")).GetProperty("programmes").EnumerateArray());
        var duty = Assert.Single(programme.GetProperty("duties").EnumerateArray());

        Assert.Equal((row["measure"], row["source"]), (duty.Text("measure.ref"), duty.Text("source.ref")));
    }

    [Fact]
    public async Task Get_BeforeThePortalWasFilled_CountsNothing()
    {
        var report = await ReadAsync("/api/v1/open?asOf=2000-01-01");

        Assert.Equal(0, report.GetProperty("total").GetProperty("releases").GetInt32());
        Assert.Empty(report.GetProperty("programmes").EnumerateArray());
    }

    [Fact]
    public async Task Get_Csv_HasTheNumbersOfTheJson()
    {
        var report = await ReadAsync("/api/v1/open?country=FR");
        var rows = await CsvAsync("/api/v1/open.csv?country=FR");

        var osaid = report.GetProperty("total").GetProperty("osaid").EnumerateArray().Select(result => (result.Text("result")!, result.Text("releases")!)).ToList();
        Assert.Equal(osaid, rows.Where(row => row["country"] == "total" && row["framework"] == "osaid").Select(row => (row["result"], row["funded_with_result"])));
        Assert.All(rows, row => Assert.Contains(row["country"], (string[])["FR", "total"]));
        var programmes = await CsvAsync("/api/v1/open/programmes.csv?country=FR");
        Assert.Equal(
            report.GetProperty("programmes").EnumerateArray().Select(programme => programme.Text("programme.ref")), programmes.Select(row => row["programme"]));
    }

    [Theory]
    [InlineData("country=XQ", "XQ")]
    [InlineData("programme=fr-jean-say", "'fr-jean-zay'")]
    [InlineData("openSource=requried", "'required'")]
    [InlineData("contry=FR", "'country'")]
    public async Task Get_WrongParameterOrValue_IsRefusedWithTheNearestRightOne(string query, string hint)
    {
        using var refused = await portal.Client.GetAsync($"/api/v1/open?{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(hint, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadAsync(string address) => (await portal.GetJsonAsync(address)).GetProperty("data");

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> CsvAsync(string address) =>
        CsvText.Rows((await portal.Client.GetStringAsync(address, TestContext.Current.CancellationToken)).TrimStart((char)0xFEFF));
}
