using System.Globalization;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Home;

public sealed class HomePageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_Tiles_CountWhatTheFilesHoldAndLeadToTheLists()
    {
        var page = await portal.GetPageAsync("/");
        var tiles = page.QuerySelectorAll(".stat-tile").ToDictionary(
            tile => tile.QuerySelector("a")!.GetAttribute("href")!,
            tile => int.Parse(tile.QuerySelector(".value")!.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));

        foreach (var (path, file) in new[]
        {
            ("/programmes", "programmes"), ("/figures", "figures"), ("/announcements", "announcements"), ("/sources", "sources"), ("/grants", "grants"),
            ("/releases", "releases"), ("/governance", "governance"),
        })
        {
            Assert.Equal(StarterFile.Read($"{file}.csv").Count, tiles[path]);
        }

        Assert.Equal(
            StarterFile.Read("programmes.csv").Select(row => row["country"]).Distinct().Count(code => code is not ("EU" or "INT")), tiles["/countries"]);
    }

    [Fact]
    public async Task Get_Stages_CountFiguresAndHowManyRepeatAnother()
    {
        var repeating = StarterFile.Read("figure_links.csv").Where(link => link["kind"] is "restates" or "contradicts" or "part-of")
            .Select(link => link["from"]).ToHashSet();
        var figures = StarterFile.Read("figures.csv");
        var page = await portal.GetPageAsync("/");

        Assert.Equal(
            figures.CountBy(row => row["stage"]).OrderBy(pair => pair.Key),
            page.QuerySelectorAll("main tbody tr").Select(row => KeyValuePair.Create(
                row.QuerySelector("[data-code]")!.GetAttribute("data-code")!,
                int.Parse(row.QuerySelector("td")!.TextContent, CultureInfo.InvariantCulture))).OrderBy(pair => pair.Key));
        Assert.Contains(
            page.QuerySelectorAll("main .lede"),
            text => text.TextContent.Contains(
                $"Of {figures.Count} figures stated, {figures.Count(row => repeating.Contains(row["id"]))} (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_FoundingStory_LinksTheHeadlineAndTheMoneyItRepeats()
    {
        var page = await portal.GetPageAsync("/?lang=fr");
        var restated = StarterFile.Read("figure_links.csv").Where(link => link["from"] == "f-fr-044" && link["kind"] == "restates").Select(link => link["to"]);

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        foreach (var address in restated.Append("f-fr-044").Select(figure => $"/figures/{figure}").Append("/announcements/a-fr-017").Append("/releases/grok-1"))
        {
            Assert.NotNull(page.QuerySelector($"section[aria-labelledby=story] a[href='{address}']"));
        }
    }

    [Fact]
    public async Task Get_Newest_AreTheLatestDatedToTheDay()
    {
        var latest = StarterFile.Read("announcements.csv").Where(row => row["date"].Length == 10).Max(row => row["date"]);
        var page = await portal.GetPageAsync("/");

        var times = page.QuerySelectorAll("section[aria-labelledby=announcements] time").Select(time => time.GetAttribute("datetime")!).ToList();
        Assert.Equal(5, times.Count);
        Assert.Equal(latest, times[0]);
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }
}
