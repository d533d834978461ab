using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Tests.Infrastructure;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace AiPolicyPortal.Tests.Releases;

public sealed class ReleasesApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<Row> File = StarterFile.Read("releases.csv");
    private static readonly IReadOnlyList<Row> Components = StarterFile.Read("release_components.csv");

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryReleaseOnceNewestFirst()
    {
        var releases = await portal.WalkAsync("/api/v1/releases?limit=60");

        Assert.Equal(Slugs(File), releases.Select(release => release.Ref()).Order());
        Assert.Equal(
            File.Select(row => PartialDate.Parse(row["released"]).LastDay).OrderDescending(),
            releases.Select(release => PartialDate.Parse(release.Text("released.date")!).LastDay));
    }

    [Theory]
    [InlineData("origin", "origin", "osai-index")]
    [InlineData("licence", "licence", "Apache-2.0")]
    [InlineData("country", "countries", "FR")]
    [InlineData("country", "countries", "INT")]
    [InlineData("modality", "modalities", "speech")]
    [InlineData("organisation", "developers", "us-hugging-face")]
    [InlineData("kind", "kind", "model")]
    public async Task Get_FilterOnAColumn_ReturnsOnlyItsRowsAndNegatedTheRest(string parameter, string column, string value)
    {
        // A licence is also found where it is one of several.
        var expected = File.Where(row => row[column].Split(column == "licence" ? ' ' : ';').Contains(value)).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(Slugs(expected), (await portal.RefsAsync($"/api/v1/releases?{parameter}={value}&limit=200")).Order());
        Assert.Equal(Slugs(File.Except(expected)), (await portal.RefsAsync($"/api/v1/releases?{parameter}=!{value}&limit=200")).Order());
    }

    [Theory]
    [InlineData("open")]
    [InlineData("partial")]
    [InlineData("closed")]
    public async Task Get_WeightsFilter_AsksTheLeastOpenJudgementOfTheFinalModel(string availability)
    {
        string[] order = ["open", "partial", "closed"];
        var least = Components.Where(row => row["component"] == "end-weights" && row["availability"] != "unknown")
            .GroupBy(row => row["release"], row => row["availability"])
            .Select(judged => (Release: judged.Key, Least: judged.MaxBy(word => Array.IndexOf(order, word))!)).ToList();

        var found = await portal.RefsAsync($"/api/v1/releases?weights={availability}&limit=200");

        Assert.Equal(least.Where(judged => judged.Least == availability).Select(judged => judged.Release).Order(), found.Order());
        Assert.Contains(least, judged => judged is { Release: "llama-3-1", Least: "closed" });
    }

    [Fact]
    public async Task Get_DeprecatedLicence_IsTheOneThatReplacesIt() => Assert.Equal(
        await portal.RefsAsync("/api/v1/releases?licence=GPL-3.0-only"), Assert.Single([await portal.RefsAsync("/api/v1/releases?licence=GPL-3.0")], refs => refs.Count > 0));

    [Fact]
    public async Task Get_FundedFilter_ReturnsThosePaidForByAPublicBodyOrAPublicProgramme()
    {
        var bodies = StarterFile.Read("organisations.csv").Where(row => row["type"] is "government" or "agency" or "international")
            .Select(row => row["slug"]).ToHashSet();
        var programmes = StarterFile.Read("figures.csv").Where(row => row["funder_type"] is "public" or "mixed")
            .Select(row => row["programme"]).ToHashSet();
        var expected = StarterFile.Read("release_funding.csv")
            .Where(row => bodies.Contains(row["organisation"]) || programmes.Contains(row["programme"]))
            .Select(row => row["release"]).Distinct().ToList();

        var funded = await portal.WalkAsync("/api/v1/releases?funded=true");

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), funded.Select(release => release.Ref()).Order());
        Assert.All(funded, release => Assert.True(release.GetProperty("hasPublicFunding").GetBoolean()));
    }

    [Theory]
    [InlineData("funder", "fr-genci")]
    [InlineData("funder", "de-bmwk")]
    [InlineData("programme", "fr-jean-zay")]
    [InlineData("programme", "de-opengpt-x")]
    [InlineData("payingCountry", "DE")]
    [InlineData("payingCountry", "EU")]
    [InlineData("payingCountry", "unknown")]
    public async Task Get_ByWhoPaid_FindsThemAndLeavesThemOut(string filter, string value)
    {
        var payments = StarterFile.Read("release_funding.csv");
        var (programmes, grants, bodies) = (CountriesOf("programmes.csv", "slug"), StarterFile.Read("grants.csv").ToDictionary(row => row["id"]), CountriesOf("organisations.csv", "slug"));
        var expected = value == "unknown"
            ? File.Select(row => row["slug"]).Except(payments.Select(row => row["release"])).Order().ToList()
            : [.. payments.Where(row => filter switch
            {
                "funder" => Or(row["organisation"], Granted(row, "funder")) == value,
                "programme" => Or(row["programme"], Granted(row, "programme")) == value,
                _ => Or(programmes.GetValueOrDefault(Or(row["programme"], Granted(row, "programme"))), bodies.GetValueOrDefault(Or(row["organisation"], Granted(row, "funder")))) == value,
            }).Select(row => row["release"]).Distinct().Order()];

        var found = await portal.WalkAsync($"/api/v1/releases?{filter}={value}&limit=200");
        var others = await portal.WalkAsync($"/api/v1/releases?{filter}=!{value}&limit=200");

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found.Select(release => release.Ref()).Order());
        Assert.Equal(File.Select(row => row["slug"]).Except(expected).Order(), others.Select(release => release.Ref()).Order());

        string Granted(IReadOnlyDictionary<string, string> payment, string column) => grants.TryGetValue(payment["grant"], out var grant) ? grant[column] : "";

        static string Or(string? first, string? second) => string.IsNullOrEmpty(first) ? second ?? "" : first;

        static Dictionary<string, string> CountriesOf(string file, string key) => StarterFile.Read(file).ToDictionary(row => row[key], row => row["country"]);
    }

    [Theory]
    [InlineData("FI")]
    [InlineData("DE")]
    public async Task Get_Country_SaysOfItsReleasesWhoPaidAsTheyDo(string country)
    {
        var told = (await portal.GetJsonAsync($"/api/v1/countries/{country}")).GetProperty("data").GetProperty("releases").EnumerateArray().ToList();
        var listed = (await portal.WalkAsync($"/api/v1/releases?country={country}&limit=200")).ToDictionary(release => release.Ref());

        Assert.Contains(listed.Values, release => release.GetProperty("hasPublicFunding").ValueKind != JsonValueKind.Null);
        Assert.NotEmpty(told);
        Assert.All(told, release => Assert.Equal(listed[release.Ref()].Text("hasPublicFunding"), release.Text("hasPublicFunding")));
    }

    [Fact]
    public async Task Get_ByAProgramme_FindsWhatThoseWithinItPaidFor()
    {
        var parents = StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["part_of"]);
        var within = StarterFile.Read("release_funding.csv").Where(row => row["programme"].Length > 0 && parents[row["programme"]].Length > 0)
            .ToLookup(row => parents[row["programme"]], row => row["release"]);

        Assert.NotEmpty(within);
        foreach (var parent in within)
            Assert.Subset((await portal.RefsAsync($"/api/v1/releases?programme={parent.Key}&limit=200")).ToHashSet(), parent.ToHashSet());
    }

    [Fact]
    public async Task Get_Funded_TellsOtherPayersFromThoseNotOnRecord()
    {
        var paid = StarterFile.Read("release_funding.csv").Select(row => row["release"]).ToHashSet();
        var funded = (await portal.RefsAsync("/api/v1/releases?funded=true&limit=200")).ToHashSet();

        var others = await portal.WalkAsync("/api/v1/releases?funded=false&limit=200");
        var unknown = await portal.WalkAsync("/api/v1/releases?funded=unknown&limit=200");

        Assert.Equal(paid.Except(funded).Order(), others.Select(release => release.Ref()).Order());
        Assert.Equal(Slugs(File.Where(row => !paid.Contains(row["slug"]))), unknown.Select(release => release.Ref()).Order());
        Assert.NotEmpty(others);
        Assert.All(others, release => Assert.Equal(JsonValueKind.False, release.GetProperty("hasPublicFunding").ValueKind));
        Assert.All(unknown, release => Assert.Equal(JsonValueKind.Null, release.GetProperty("hasPublicFunding").ValueKind));
        Assert.Equal(unknown.Count + others.Count, (await portal.RefsAsync("/api/v1/releases?funded=!true&limit=200")).Count);
        Assert.Equal(unknown.Count, (await portal.GetJsonAsync("/api/v1/releases?groupBy=funded")).GetProperty("data").GetProperty("groups").EnumerateArray()
            .Single(group => group.Text("key.funded") == "unknown").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Get_ReleasedRange_TakesAMonthAsItsLastDay()
    {
        var expected = File.Where(row => PartialDate.Parse(row["released"]).LastDay is { Year: 2024, Month: <= 3 });

        Assert.Equal(Slugs(expected), (await portal.RefsAsync("/api/v1/releases?releasedFrom=2024&releasedTo=2024-03&limit=200")).Order());
    }

    [Theory]
    [InlineData("bloom")]
    [InlineData("RAIL")]
    [InlineData("k-1")]
    [InlineData("_")]
    [InlineData("%")]
    public async Task Get_Words_FindsThemInNameDevelopersAndLicenceAsTheyAreWritten(string words)
    {
        // BLOOM is no BLOOMZ, and RAIL stands in OpenRAIL; signs are looked for as they are, and digits at an end as a whole number.
        var pattern = words.All(char.IsAsciiLetter) ? $@"(?<![A-Za-z])(?i:{words})(?![A-Za-z])|(?<=[a-z]){words.ToUpperInvariant()}(?![a-z])" : $"(?i:{Regex.Escape(words)})" + (char.IsAsciiDigit(words[^1]) ? @"(?!\d)" : "");
        var expected = File.Where(row => Regex.IsMatch(string.Join(' ', row["name"], row["developer_names"], row["licence"], row["licence_as_stated"], row["slug"]), pattern));

        Assert.Equal(Slugs(expected), (await portal.RefsAsync($"/api/v1/releases?q={Uri.EscapeDataString(words)}&limit=200")).Order());
    }

    [Fact]
    public async Task Get_SortByParameters_PutsThoseNotStatedLast()
    {
        var counts = (await portal.WalkAsync("/api/v1/releases?sort=-parameters&limit=100")).Select(release => release.Text("parameters")).ToList();

        Assert.Equal(
            File.Select(row => row["parameters"] is "" ? null : (long?)long.Parse(row["parameters"], null))
                .OrderByDescending(count => count ?? 0).Select(count => count?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            counts);
    }

    [Fact]
    public async Task Get_List_CountsTheJudgementsOfTheRecordsOriginOnly()
    {
        var counted = Components.ToLookup(row => (row["release"], row["assessor"]), row => row["availability"]);
        var origins = File.ToDictionary(row => row["slug"], row => row["origin"]);

        Assert.All(await portal.WalkAsync("/api/v1/releases?limit=200"), release =>
        {
            var judged = counted[(release.Ref(), origins[release.Ref()])].ToList();
            var summary = release.GetProperty("components");
            Assert.Equal(origins[release.Ref()], summary.Text("assessor"));
            foreach (var availability in Codes<Availability>.All)
            {
                Assert.Equal(judged.Count(code => code == availability), summary.GetProperty(availability).GetInt32());
            }
        });
    }

    [Fact]
    public async Task Get_Grok_SaysWhenItWasAnnouncedWhenTheWeightsCameAndWhatStayedClosed()
    {
        var row = File.Single(row => row["slug"] == "grok-1");
        var detail = (await portal.GetJsonAsync("/api/v1/releases/grok-1")).GetProperty("data");

        Assert.Equal(row["announced"], detail.Text("release.announced.date"));
        Assert.Equal(row["announced_in"], detail.Text("announcedIn.ref"));
        Assert.Equal(row["released"], detail.Text("release.released.date"));
        Assert.Equal("s-0555", detail.Text("dateSource.ref"));
        Assert.Equal(row["sources"].Split(';'), detail.GetProperty("sources").EnumerateArray().Select(source => source.Ref()));
        Assert.Equal(
            Components.Where(component => component["release"] == "grok-1")
                .Select(component => (component["component"], component["assessor"], component["availability"], component["source"])).Order(),
            detail.GetProperty("components").EnumerateArray().SelectMany(
                component => component.GetProperty("judgements").EnumerateArray(),
                (component, judgement) => (component.Text("component")!, judgement.Text("assessor")!, judgement.Text("availability")!, judgement.Text("source.ref")!))
                .Order());
    }

    [Theory]
    [InlineData("mof")]
    [InlineData("osaid")]
    [InlineData("grid")]
    [InlineData("licenceFamily")]
    [InlineData("country")]
    [InlineData("organisationType")]
    [InlineData("modality")]
    [InlineData("year")]
    [InlineData("funded")]
    [InlineData("payingCountry")]
    [InlineData("kind")]
    [InlineData("origin")]
    public async Task Get_GroupBy_CountsWhatEachFilterFindsAndAddsUpToTheTotal(string by)
    {
        var groups = (await portal.GetJsonAsync($"/api/v1/releases?groupBy={by}&releasedFrom=2024")).GetProperty("data");

        var counted = groups.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal(
            groups.GetProperty("total").GetProperty("count").GetInt32(),
            counted.Sum(group => group.GetProperty("count").GetInt32()) + groups.GetProperty("overlap").GetProperty("count").GetInt32());
        foreach (var group in counted.Where(group => group.Text($"key.{by}") != "unknown").Take(4))
        {
            var listed = await portal.GetJsonAsync($"/api/v1/releases?{by}={group.Text($"key.{by}")}&releasedFrom=2024&limit=1");
            Assert.Equal(listed.GetProperty("meta").GetProperty("count").GetInt32(), group.GetProperty("count").GetInt32());
        }
    }

    [Fact]
    public async Task Get_PaidRelease_NamesThePayersWithTheirSource()
    {
        var rows = StarterFile.Read("release_funding.csv").Where(row => row["release"] == "teuken").OrderBy(row => row["id"], StringComparer.Ordinal).ToList();
        var detail = (await portal.GetJsonAsync("/api/v1/releases/teuken")).GetProperty("data");
        var funding = detail.GetProperty("funding").EnumerateArray().ToList();

        Assert.Contains(rows, row => row["grant"].Length > 0);
        Assert.Contains(rows, row => row["kind"] == "compute");
        Assert.Equal(
            rows.Select(row => (row["id"], row["programme"], row["grant"], row["organisation"], row["kind"], row["given"], row["source"], row["evidence"])),
            funding.Select(one => (
                one.Text("ref")!, one.Text("programme.ref")!, one.Text("grant.ref") ?? "", one.Text("organisation.ref")!, one.Text("kind")!,
                one.Text("given.date") ?? "", one.Text("source.ref")!, one.Text("evidence")!)));
        Assert.All(funding, one => Assert.Null(one.Text("money")));
    }

    [Fact]
    public async Task Get_BaseRelease_ListsWhatWasBuiltFromIt()
    {
        var detail = (await portal.GetJsonAsync("/api/v1/releases/bloom-176b")).GetProperty("data");

        Assert.Equal(
            File.Where(row => row["base_release"] == "bloom-176b").Select(row => row["slug"]).Order(),
            detail.GetProperty("builtOnThis").EnumerateArray().Select(release => release.Ref()).Order());
    }

    [Theory]
    [InlineData("wieghts=open", "'weights'")]
    [InlineData("licence=apache-2.0", "'Apache-2.0'")]
    [InlineData("organisation=us-huging-face", "'us-hugging-face'")]
    [InlineData("modality=speach", "'speech'")]
    public async Task Get_WrongParameterOrValue_IsRefusedWithTheNearestRightOne(string query, string hint)
    {
        using var refused = await portal.Client.GetAsync($"/api/v1/releases?{query}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(hint, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownRelease_IsNotFound()
    {
        using var missing = await portal.Client.GetAsync("/api/v1/releases/no-such-model", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/problem+json", missing.Content.Headers.ContentType!.MediaType);
    }

    private static IEnumerable<string> Slugs(IEnumerable<Row> rows) => rows.Select(row => row["slug"]).Order();
}
