using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Announcements;

public sealed class AnnouncementsApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> File = StarterFile.Read("announcements.csv");
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> Figures = StarterFile.Read("figures.csv");
    private static readonly Dictionary<string, string> CountryOfProgramme =
        StarterFile.Read("programmes.csv").ToDictionary(row => row["slug"], row => row["country"]);
    private static readonly Dictionary<string, int> TierOfSource =
        StarterFile.Read("sources.csv").ToDictionary(row => row["id"], row => row["tier"][0] - '0');

    [Fact]
    public async Task Get_EveryPageByCursor_SeesEveryAnnouncementOnceNewestFirst()
    {
        var announcements = await portal.WalkAsync("/api/v1/announcements?limit=70");

        Assert.Equal(File.Select(row => row["id"]).Order(), announcements.Select(announcement => announcement.Ref()).Order());
        var days = announcements.Select(announcement => LastDay(announcement.Text("date.date")!)).ToList();
        Assert.Equal(days.OrderDescending(), days);
    }

    [Theory]
    [InlineData("FR")]
    [InlineData("EU")]
    public async Task Get_CountryFilter_ReturnsThoseWithAFigureOfItsProgrammes(string country)
    {
        var expected = WithFigure(figure => CountryOfProgramme[figure["programme"]] == country);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/announcements?country={country}&limit=200")).Order());
        Assert.Equal(File.Count - expected.Count, (await portal.RefsAsync($"/api/v1/announcements?country=!{country}&limit=200")).Count);
    }

    [Theory]
    [InlineData("programme", "fr-jean-zay")]
    [InlineData("stage", "disbursed")]
    public async Task Get_FilterOnItsFigures_ReturnsThoseWithSuchAFigure(string column, string value)
    {
        var expected = WithFigure(figure => figure[column] == value);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/announcements?{column}={value}&limit=200")).Order());
    }

    [Fact]
    public async Task Get_EachOfACountry_SaysOfItsNewMoneyWhatTheTotalsSay()
    {
        var compared = 0;
        foreach (var reference in await portal.RefsAsync("/api/v1/announcements?country=FR&limit=200"))
        {
            foreach (var stated in (await portal.GetJsonAsync($"/api/v1/announcements/{reference}")).GetProperty("data").GetProperty("newMoney").EnumerateArray())
            {
                if (stated.GetProperty("new").ValueKind == JsonValueKind.Null)
                    continue;
                var total = (await portal.GetJsonAsync(
                    $"/api/v1/new-money?stage={stated.Text("stage")}&funderType={stated.Text("funderType")}&currency={stated.Text("new.currency")}")).GetProperty("data");
                var same = total.GetProperty("announcements").EnumerateArray().Single(announcement => announcement.Text("announcement") == reference);
                Assert.Equal(
                    (reference, same.Text("headline.low"), same.Text("new.low"), same.Text("new.high")),
                    (reference, Low(stated, "headline"), Low(stated, "new"), High(stated, "new")));
                compared++;
            }
        }

        Assert.True(compared > 20, $"{compared}");

        static string? Low(JsonElement stated, string name) => stated.Text($"{name}.amount") ?? stated.Text($"{name}.low");
        static string? High(JsonElement stated, string name) => stated.Text($"{name}.amount") ?? stated.Text($"{name}.high");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Get_TierFilter_GoesByTheBestOfTheSources(int tier)
    {
        var expected = File.Where(row => Sources(row).Select(source => TierOfSource[source]).DefaultIfEmpty(0).Min() == tier).Select(row => row["id"]).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/announcements?tier={tier}&limit=200")).Order());
    }

    [Fact]
    public async Task Get_SourceFilter_ReturnsThoseThatCiteIt() => Assert.Equal(
        File.Where(row => Sources(row).Contains("s-0152")).Select(row => row["id"]).Order(),
        (await portal.RefsAsync("/api/v1/announcements?source=s-0152")).Order());

    [Fact]
    public async Task Get_DateRange_TakesAPartialDateAsItsLastDay()
    {
        var (from, to) = (new DateOnly(2024, 3, 1), new DateOnly(2024, 12, 31));

        Assert.Equal(
            File.Where(row => LastDay(row["date"]) >= from && LastDay(row["date"]) <= to).Select(row => row["id"]).Order(),
            (await portal.RefsAsync("/api/v1/announcements?dateFrom=2024-03&dateTo=2024&limit=200")).Order());
    }

    [Fact]
    public async Task Get_List_SaysOfNewMoneyWhatRecordsAndFilesSay()
    {
        var rows = CsvText.Rows(await portal.Client.GetStringAsync("/api/v1/announcements.csv", TestContext.Current.CancellationToken))
            .ToDictionary(row => row["ref"], row => row["new_money"], StringComparer.Ordinal);
        foreach (var announcement in await portal.WalkAsync("/api/v1/announcements?country=FR&country=SA&country=NL&country=US&limit=60"))
        {
            var listed = announcement.GetProperty("newMoney").EnumerateArray().ToList();
            var record = (await portal.GetJsonAsync($"/api/v1/announcements/{announcement.Ref()}")).GetProperty("data");

            Assert.Equal(record.GetProperty("newMoney").EnumerateArray().Select(Told), listed.Select(Told));
            Assert.All(listed, money => Assert.Equal(["stage", "funderType", "headline", "new", "verdict"], money.EnumerateObject().Select(field => field.Name)));
            Assert.All(record.GetProperty("newMoney").EnumerateArray(), money => Assert.Equal(["stage", "funderType", "headline", "new", "verdict", "figures"], money.EnumerateObject().Select(field => field.Name)));
            Assert.Equal(announcement.GetRawText(), record.GetProperty("announcement").GetRawText());
            Assert.Equal(string.Join(';', listed.Select(money => $"{money.Text("stage")}:{money.Text("funderType")}:{money.Text("verdict")}")), rows[announcement.Ref()]);
        }

        static (string?, string?, string?, string, string) Told(JsonElement money) => (
            money.Text("stage"), money.Text("funderType"), money.Text("verdict"), money.GetProperty("headline").GetRawText(), money.GetProperty("new").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&country=FR")]
    [InlineData("&q=billion&stage=announced")]
    public async Task Get_NewMoney_ReturnsThoseWithThatVerdict(string more)
    {
        var announcements = await portal.WalkAsync("/api/v1/announcements?limit=200" + more);
        var page = await portal.GetPageAsync("/announcements?lang=en" + more);
        HashSet<string> verdicts = [.. announcements.SelectMany(Verdicts)];

        Assert.True(verdicts.Count >= 3, string.Join(", ", verdicts));
        foreach (var verdict in verdicts)
        {
            List<string> expected = [.. announcements.Where(announcement => Verdicts(announcement).Contains(verdict)).Select(announcement => announcement.Ref()).Order()];
            Assert.Equal(expected, (await portal.RefsAsync($"/api/v1/announcements?limit=200&newMoney={verdict}{more}")).Order());
            var others = await portal.WalkAsync($"/api/v1/announcements?limit=200&newMoney=!{verdict}{more}");
            Assert.Equal(announcements.Count - expected.Count, others.Count);
            Assert.EndsWith($"{expected.Count}", page.QuerySelector($"input[name=newMoney][value={verdict}]")!.ParentElement!.TextContent.Trim(), StringComparison.Ordinal);
        }

        static IEnumerable<string> Verdicts(JsonElement announcement) => announcement.GetProperty("newMoney").EnumerateArray().Select(money => money.Text("verdict")!);
    }

    [Fact]
    public async Task Get_SortByFigures_CountsThoseOfTheFile()
    {
        var counts = Figures.CountBy(figure => figure["announcement"]).ToDictionary();

        var announcements = await portal.WalkAsync("/api/v1/announcements?sort=-figures,title&limit=200");

        Assert.Equal(
            File.Select(row => counts.GetValueOrDefault(row["id"])).OrderDescending(),
            announcements.Select(announcement => announcement.GetProperty("figureCount").GetInt32()));
    }

    [Fact]
    public async Task Get_SeedStory_ShowsTheFigureItRestatesWithItsAnnouncementAndSources()
    {
        var row = File.Single(row => row["id"] == "a-fr-017");
        var figure = Figures.Single(figure => figure["announcement"] == "a-fr-017");
        var links = StarterFile.Read("figure_links.csv").Where(link => link["from"] == figure["id"]).ToList();

        var detail = (await portal.GetJsonAsync("/api/v1/announcements/a-fr-017")).GetProperty("data");

        var announcement = detail.GetProperty("announcement");
        Assert.Equal(row["title"], announcement.Text("title"));
        Assert.Equal("2024-03-11", announcement.Text("date.date"));
        Assert.Equal(Sources(row), announcement.GetProperty("sources").EnumerateArray().Select(source => source.Ref()));
        Assert.Equal(["FR"], announcement.GetProperty("countries").EnumerateArray().Select(country => country.Text("code")));
        var shown = Assert.Single(detail.GetProperty("figures").EnumerateArray());
        Assert.Equal(figure["id"], shown.Ref());
        Assert.NotEmpty(links);
        Assert.Equal(
            links.Select(link => (link["kind"], link["to"])).Order(),
            shown.GetProperty("links").EnumerateArray().Select(link => (link.Text("kind")!, link.GetProperty("figure").Ref())).Order());
        Assert.Equal(["grok-1"], detail.GetProperty("releases").EnumerateArray().Select(release => release.Ref()));
        AssertRelated(detail, figure["id"]);
    }

    [Fact]
    public async Task Get_UnknownAnnouncementOrParameter_IsRefusedWithAHint()
    {
        using var missing = await portal.Client.GetAsync("/api/v1/announcements/a-no-999", TestContext.Current.CancellationToken);
        using var refused = await portal.Client.GetAsync("/api/v1/announcements?contry=FR", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("application/problem+json", missing.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("'country'", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static void AssertRelated(JsonElement detail, string figure)
    {
        var announcementOf = Figures.ToDictionary(row => row["id"], row => row["announcement"]);
        var expected = StarterFile.Read("figure_links.csv")
            .Where(link => link["from"] == figure || link["to"] == figure)
            .Select(link => (announcementOf[link["from"] == figure ? link["to"] : link["from"]], link["kind"], link["to"] == figure))
            .Where(relation => relation.Item1 != "a-fr-017").Distinct();
        var related = detail.GetProperty("related").EnumerateArray().ToList();
        Assert.Equal(
            expected.Order(),
            related.SelectMany(other => other.GetProperty("relations").EnumerateArray().Select(relation =>
                (other.GetProperty("announcement").Ref(), relation.Text("kind")!, relation.GetProperty("inverse").GetBoolean()))).Order());
        Assert.All(related, other => Assert.NotEmpty(other.GetProperty("announcement").GetProperty("sources").EnumerateArray()));
    }

    private static List<string> WithFigure(Func<IReadOnlyDictionary<string, string>, bool> matches) =>
        [.. Figures.Where(matches).Select(figure => figure["announcement"]).Distinct()];

    private static string[] Sources(IReadOnlyDictionary<string, string> row) => row["sources"].Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly LastDay(string date) => Core.Common.PartialDate.Parse(date).LastDay;
}
