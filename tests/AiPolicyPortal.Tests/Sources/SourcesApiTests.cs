using System.Net;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Sources;

public sealed class SourcesApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> File = StarterFile.Read("sources.csv");

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEverySourceOnceUndatedLast()
    {
        var sources = await portal.WalkAsync("/api/v1/sources?limit=90");

        Assert.Equal(File.Select(row => row["id"]).Order(), sources.Select(source => source.Ref()).Order());
        Assert.Equal(
            File.Select(row => LastDay(row["published"])).OrderByDescending(day => day ?? DateOnly.MinValue),
            sources.Select(source => LastDay(source.Text("published.date") ?? "")));
    }

    [Theory]
    [InlineData("tier", "1")]
    [InlineData("language", "fr")]
    public async Task Get_FilterOnAColumn_ReturnsOnlyItsRows(string column, string value)
    {
        var expected = File.Where(row => row[column] == value).Select(row => row["id"]).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/sources?{column}={value}&limit=200")).Order());
    }

    [Theory]
    [InlineData("ua")]
    [InlineData("!zz")]
    public async Task Get_LanguageThatIsNone_IsRefused(string language)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/sources?language={language}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"code\":\"unknown-value\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("citations")]
    [InlineData("-citations")]
    public async Task Get_InTheOrderOfCitations_IsInTheOrderOfTheNumberShown(string sort)
    {
        var counts = (await portal.WalkAsync($"/api/v1/sources?sort={sort}&limit=70")).Select(source => source.GetProperty("citationCount").GetInt32()).ToList();

        Assert.Equal(File.Count, counts.Count);
        Assert.Equal(sort[0] == '-' ? counts.OrderDescending() : counts.Order(), counts);
    }

    [Fact]
    public async Task Get_PublishedRange_LeavesOutTheUndated() => Assert.Equal(
        File.Where(row => LastDay(row["published"]) is { Year: 2024 }).Select(row => row["id"]).Order(),
        (await portal.RefsAsync("/api/v1/sources?publishedFrom=2024&publishedTo=2024&limit=200")).Order());

    [Fact]
    public async Task Get_Words_FindThePublisher()
    {
        var found = await portal.WalkAsync("/api/v1/sources?q=european%20commission&limit=200");

        Assert.Subset(
            found.Select(source => source.Ref()).ToHashSet(),
            File.Where(row => row["publisher"] == "European Commission").Select(row => row["id"]).ToHashSet());
        Assert.NotEmpty(found);
    }

    [Fact]
    public async Task Get_SourceOfGrants_CountsThemAllAndShowsTheFirst()
    {
        var (source, count) = StarterFile.Read("grants.csv").CountBy(row => row["source"]).MaxBy(pair => pair.Value);
        Assert.True(count > 50);

        var detail = (await portal.GetJsonAsync($"/api/v1/sources/{source}")).GetProperty("data");

        Assert.Equal(count, detail.GetProperty("source").GetProperty("grantCount").GetInt32());
        Assert.Equal(50, detail.GetProperty("grants").GetArrayLength());
    }

    [Fact]
    public async Task Get_Source_ListsEveryRecordThatCitesIt()
    {
        var detail = (await portal.GetJsonAsync("/api/v1/sources/s-0152")).GetProperty("data");

        Assert.Equal(Citing("announcements.csv", "id", "sources"), Refs("announcements"));
        Assert.Equal(Citing("releases.csv", "slug", "sources"), Refs("releases"));
        Assert.Equal(Citing("governance.csv", "id", "source"), Refs("governance"));
        Assert.Equal(Citing("programmes.csv", "slug", "commitment_source"), Refs("programmes"));
        Assert.Equal(
            Refs("announcements").Count + Refs("releases").Count + Refs("governance").Count + Refs("programmes").Count,
            detail.GetProperty("source").GetProperty("citationCount").GetInt32());
        Assert.NotEmpty(Refs("announcements"));
        Assert.NotEmpty(Refs("releases"));

        List<string> Refs(string kind) => [.. detail.GetProperty(kind).EnumerateArray().Select(record => record.Ref()).Order()];
    }

    [Fact]
    public async Task Get_SourceThatDatesStatuses_ListsTheirMeasuresOnceEach()
    {
        var statuses = StarterFile.Read("governance_statuses.csv");
        var alone = statuses.GroupBy(row => row["source"]).First(source => source.Select(row => row["measure"]).Distinct().Count() > 1 && !StarterFile.Read("governance.csv").Any(row => row["source"] == source.Key));
        var both = statuses.First(row => StarterFile.Read("governance.csv").Any(measure => measure["id"] == row["measure"] && measure["source"] == row["source"]));

        foreach (var (source, measures) in new[] { (alone.Key, alone.Select(row => row["measure"])), (both["source"], new[] { both["measure"] }) })
        {
            var detail = (await portal.GetJsonAsync($"/api/v1/sources/{source}")).GetProperty("data");
            var listed = detail.GetProperty("governance").EnumerateArray().Select(measure => measure.Ref()).Order().ToList();

            Assert.Equal(measures.Distinct().Order(), listed);
            Assert.Equal(listed.Count, detail.GetProperty("source").GetProperty("citationCount").GetInt32());
        }
    }

    [Fact]
    public async Task Get_UnknownSourceOrTier_IsRefused()
    {
        using var missing = await portal.Client.GetAsync("/api/v1/sources/s-9999", TestContext.Current.CancellationToken);
        using var refused = await portal.Client.GetAsync("/api/v1/sources?tier=5", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("from 1 to 4", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static List<string> Citing(string file, string key, string column) =>
        [.. StarterFile.Read(file).Where(row => row[column].Split(';').Contains("s-0152")).Select(row => row[key]).Order()];

    private static DateOnly? LastDay(string date) => PartialDate.TryParse(date, out var known) ? known.LastDay : null;
}
