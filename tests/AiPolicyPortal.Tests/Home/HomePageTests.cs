using System.Globalization;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Home;

public sealed class HomePageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_Tiles_CountWhatTheFilesHoldAndLeadToTheLists()
    {
        var page = await portal.GetPageAsync("/");
        var tiles = page.QuerySelectorAll("section[aria-labelledby=holds] .stat-tile").ToDictionary(
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

        Assert.Equal((await portal.GetJsonAsync("/api/v1/countries?limit=1")).GetProperty("meta").GetProperty("count").GetInt32(), tiles["/countries"]);
    }

    [Fact]
    public async Task Get_NewMoney_SaysHowManyFiguresRepeatAnother()
    {
        var repeating = StarterFile.Read("figure_links.csv").Where(link => link["kind"] is "restates" or "contradicts" or "part-of")
            .Select(link => link["from"]).ToHashSet();
        var figures = StarterFile.Read("figures.csv");
        var page = await portal.GetPageAsync("/");

        Assert.Contains(
            page.QuerySelectorAll("section[aria-labelledby=new-money] > p"),
            text => text.TextContent.Contains(
                $"Of {figures.Count} figures stated, {figures.Count(row => repeating.Contains(row["id"]))} (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_MoneyByStage_IsTheTotalOfTheApiAndLeadsToItsExplanation()
    {
        var page = await portal.GetPageAsync("/");
        var tiles = page.QuerySelectorAll("section[aria-labelledby=stages] .stat-tile").ToList();
        var others = page.QuerySelectorAll("section[aria-labelledby=stages] > .table-region a[href^='/totals/explain']").ToList();

        Assert.Equal(4, tiles.Count);
        Assert.NotEmpty(others);
        foreach (var place in tiles.Concat(others))
        {
            var link = place.QuerySelector("a[href^='/totals/explain']") ?? place;
            var total = (await portal.GetJsonAsync("/api/v1/totals?" + link.GetAttribute("href")!.Split('?')[1])).GetProperty("data");
            var shown = place.QuerySelector(".money")!.GetAttribute("value");
            if (total.GetProperty("low").GetString() == total.GetProperty("high").GetString())
                Assert.Equal(decimal.Parse(total.GetProperty("low").GetString()!, CultureInfo.InvariantCulture), decimal.Parse(shown!, CultureInfo.InvariantCulture));
            else
                Assert.NotNull(place.QuerySelector("span.money"));
        }

        foreach (var tile in tiles)
            Assert.Contains(tile.QuerySelector(".money")!.TextContent.TrimEnd('n', 'b'), page.QuerySelector(".page-header .lede")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?stage=committed&per=gdp", "/?stage=committed", "% of GDP")]
    [InlineData("/?stage=awarded", "/?stage=awarded&per=capita", "Total")]
    public async Task Get_ChoiceOfCountries_ComparesByItAndLinksTheOthers(string address, string other, string present)
    {
        var page = await portal.GetPageAsync(address);

        Assert.Contains(page.QuerySelectorAll(".choices [aria-current]"), choice => choice.TextContent == present);
        Assert.Contains(page.QuerySelectorAll(".choices a"), choice => choice.GetAttribute("href") == other + "#countries");
        var query = address.Split('?')[1];
        var embedded = await portal.GetPageAsync("/embed/countries-ranking?" + query);
        Assert.Equal(
            embedded.QuerySelector("tbody")!.TextContent, page.QuerySelector("#chart-countries-ranking tbody")!.TextContent);
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
