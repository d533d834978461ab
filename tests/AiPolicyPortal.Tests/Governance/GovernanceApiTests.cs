using System.Net;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace AiPolicyPortal.Tests.Governance;

public sealed class GovernanceApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<Row> File = StarterFile.Read("governance.csv");
    private static readonly IReadOnlyList<Row> Links = StarterFile.Read("governance_links.csv");
    private static readonly IReadOnlyList<Row> Statuses = StarterFile.Read("governance_statuses.csv");

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryMeasureOnceNewestFirstAndUndatedLast()
    {
        var measures = await portal.WalkAsync("/api/v1/governance?limit=17");

        Assert.Equal(Ids(File), measures.Select(measure => measure.Ref()).Order());
        Assert.Equal(
            File.Select(row => LastDay(row["adopted"])).OrderByDescending(day => day ?? DateOnly.MinValue),
            measures.Select(measure => LastDay(measure.Text("adopted.date") ?? "")));
    }

    [Theory]
    [InlineData("country", "FR")]
    [InlineData("country", "INT")]
    [InlineData("type", "law")]
    [InlineData("type", "open-licensing-policy")]
    [InlineData("status", "active")]
    public async Task Get_FilterOnAColumn_ReturnsOnlyItsRowsAndNegatedTheRest(string column, string value)
    {
        var expected = File.Where(row => row[column] == value).ToList();
        var found = await portal.RefsAsync($"/api/v1/governance?{column}={value}&limit=200");

        // A free-text status may mean the same as a code of the list.
        Assert.True(column == "status" ? found.Intersect(expected.Select(row => row["id"])).Count() == expected.Count : found.Order().SequenceEqual(Ids(expected)));
        Assert.Equal(File.Count - found.Count, (await portal.RefsAsync($"/api/v1/governance?{column}=!{value}&limit=200")).Count);
    }

    [Fact]
    public async Task Get_ProgrammeFilter_ReturnsTheMeasuresLinkedToIt()
    {
        var link = Links.First(row => row["programme"] != "");
        var expected = Links.Where(row => row["programme"] == link["programme"]).Select(row => row["measure"]).Distinct();

        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/governance?programme={link["programme"]}")).Order());
    }

    [Fact]
    public async Task Get_AdoptedRange_LeavesOutTheUndated()
    {
        var expected = File.Where(row => LastDay(row["adopted"]) is { } day && day >= new DateOnly(2021, 1, 1) && day <= new DateOnly(2023, 6, 30));

        Assert.Equal(Ids(expected), (await portal.RefsAsync("/api/v1/governance?adoptedFrom=2021&adoptedTo=2023-06&limit=200")).Order());
    }

    [Theory]
    [InlineData("safety institute")]
    [InlineData("compute")]
    public async Task Get_Words_AreAllFoundInWhatIsSaidOfTheMeasure(string words)
    {
        // Words are found by their stem: compute also finds computing, but no supercomputer.
        var expected = File.Where(row => words.Split(' ').Select(word => word.TrimEnd('e')).All(word => Regex.IsMatch(
            string.Join(' ', row["name"], row["body"], row["description"], row["status"], row["id"]), $@"\b{word}", RegexOptions.IgnoreCase)));

        Assert.Equal(Ids(expected), (await portal.RefsAsync($"/api/v1/governance?q={Uri.EscapeDataString(words)}&limit=200")).Order());
    }

    [Fact]
    public async Task Get_Measure_HasItsLinksItsSourceAndTheOthersOfItsCountry()
    {
        var measure = File.First(row => row["country"] == "FR" && Links.Any(link => link["measure"] == row["id"]));
        var detail = (await portal.GetJsonAsync($"/api/v1/governance/{measure["id"]}")).GetProperty("data");

        Assert.Equal(measure["name"], detail.Text("measure.name"));
        Assert.Equal(measure["source"].Split(';'), detail.GetProperty("sources").EnumerateArray().Select(source => source.Ref()));
        Assert.Equal(
            Links.Where(link => link["measure"] == measure["id"]).Select(link => (link["kind"], link["programme"] + link["release"], link["duty"])).Order(),
            detail.GetProperty("links").EnumerateArray()
                .Select(link => (link.Text("kind")!, (link.Text("programme.ref") ?? link.Text("release.ref"))!, link.Text("duty")!)).Order());
        Assert.Equal(
            File.Where(row => row["country"] == "FR" && row != measure).Select(row => row["id"]).Order(),
            detail.GetProperty("sameCountry").EnumerateArray().Select(other => other.Ref()).Order());
    }

    [Fact]
    public async Task Get_Measure_HasItsDatedStatusesOldestFirstEachWithItsSource()
    {
        foreach (var measure in Statuses.GroupBy(row => row["measure"]))
        {
            var detail = (await portal.GetJsonAsync($"/api/v1/governance/{measure.Key}")).GetProperty("data");

            var told = detail.GetProperty("statuses").EnumerateArray()
                .Select(status => (
                    Status: status.Text("status")!, Since: status.Text("since.date")!, Source: status.Text("source.ref")!, Evidence: status.Text("evidence") ?? "",
                    Note: status.Text("note") ?? ""))
                .ToList();
            Assert.Equal(measure.Select(row => (row["status"], row["since"], row["source"], row["evidence"], row["note"])).Order(), told.Order());
            var days = told.Select(status => LastDay(status.Since)).ToList();
            Assert.Equal(days.Order(), days);
            Assert.Equal(detail.Text("measure.status"), told[^1].Status);
        }
    }

    [Fact]
    public async Task Get_MeasureWithoutDatedStatuses_HasNone()
    {
        var measure = File.First(row => Statuses.All(status => status["measure"] != row["id"]));

        Assert.Equal(0, (await portal.GetJsonAsync($"/api/v1/governance/{measure["id"]}")).GetProperty("data").GetProperty("statuses").GetArrayLength());
    }

    [Fact]
    public void Starter_DatedStatuses_EachQuotesItsSourceAndTwelveMeasuresHaveSeveral()
    {
        Assert.All(Statuses, row => Assert.NotEqual("", row["evidence"]));
        Assert.True(Statuses.GroupBy(row => row["measure"]).Count(measure => measure.Count() > 1) >= 12);
        Assert.Equal(
            ["2021-04-21 proposed", "2024-06-13 adopted", "2024-08-01 in-force"],
            Statuses.Where(row => row["measure"] == "v-eu-006").Select(row => $"{row["since"]} {row["status"]}").Order());
        Assert.Equal(
            ["2022-06 proposed", "2025-01-06 lapsed"],
            Statuses.Where(row => row["measure"] == "v-ca-002").Select(row => $"{row["since"]} {row["status"]}").Order());
    }

    [Theory]
    [InlineData("/api/v1/governance/no-such-measure", HttpStatusCode.NotFound, "no-such-measure")]
    [InlineData("/api/v1/governance?tipe=law", HttpStatusCode.BadRequest, "'type'")]
    [InlineData("/api/v1/governance?status=in-forse", HttpStatusCode.BadRequest, "'in-force'")]
    public async Task Get_WhatIsNotThere_IsRefusedAndNamed(string address, HttpStatusCode status, string named)
    {
        using var refused = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, refused.StatusCode);
        Assert.Contains(named, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static DateOnly? LastDay(string date) => PartialDate.TryParse(date, out var parsed) ? parsed.LastDay : null;

    private static IEnumerable<string> Ids(IEnumerable<Row> rows) => rows.Select(row => row["id"]).Order();
}
