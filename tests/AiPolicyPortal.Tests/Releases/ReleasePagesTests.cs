using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Releases;

public sealed class ReleasePagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly Dictionary<string, string> SourceUrls =
        StarterFile.Read("sources.csv").ToDictionary(row => row["id"], row => row["url"]);

    [Theory]
    [InlineData("?country=FR&sort=name")]
    [InlineData("?q=bloom")]
    [InlineData("?funded=true")]
    public async Task Get_List_ShowsTheSameSelectionAsTheApi(string query)
    {
        var page = await portal.GetPageAsync("/releases" + query);

        Assert.Equal(
            (await portal.RefsAsync("/api/v1/releases" + query)).Take(50),
            page.QuerySelectorAll("main tbody th a").Select(link => link.GetAttribute("href")!["/releases/".Length..]));
    }

    [Fact]
    public async Task Get_ListOfADeveloper_SaysWhoseAndKeepsItWhenTheFormIsSent()
    {
        var page = await portal.GetPageAsync("/releases?organisation=us-xai");

        Assert.Contains("xAI", page.QuerySelector("main .with-aside > div")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("us-xai", page.QuerySelector("main form input[name=organisation]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Get_Grok_TellsAnnouncementFromReleaseEachWithItsSource()
    {
        var page = await portal.GetPageAsync("/releases/grok-1");
        var steps = page.QuerySelector(".timeline")!.Children;

        Assert.Equal(["2024-03-11", "2024-03-17"], steps.Select(step => step.QuerySelector("time")!.GetAttribute("datetime")));
        Assert.NotNull(steps[0].QuerySelector("a[href='/announcements/a-fr-017']"));
        Assert.NotNull(steps[0].QuerySelector($"a[href='{SourceUrls["s-0152"]}']"));
        Assert.NotNull(steps[1].QuerySelector($"a[href='{SourceUrls["s-0555"]}']"));
        Assert.Contains("6 days", steps[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Grok_ListsWhatStayedClosedAccordingToWhomWithTheSource()
    {
        var closed = StarterFile.Read("release_components.csv").Where(row => row["release"] == "grok-1" && row["availability"] == "closed").ToList();
        var list = (await portal.GetPageAsync("/releases/grok-1")).QuerySelector("#closed + ul")!;

        Assert.Equal(closed.Select(row => row["component"]).Distinct().Count(), list.Children.Length);
        Assert.Equal(closed.Select(row => SourceUrls[row["source"]]).Order(), list.QuerySelectorAll("a[rel]").Select(link => link.GetAttribute("href")!).Order());
        Assert.All(closed, row => Assert.Contains(row["evidence"], list.TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Closed", "no judgement")]
    [InlineData("fr", "Fermé", "pas d’évaluation")]
    public async Task Get_Grok_HasAColumnForEachAssessorAndWordsInEveryCell(string language, string closed, string nothing)
    {
        var grid = (await portal.GetPageAsync($"/releases/grok-1?lang={language}")).QuerySelector("table.component-grid")!;
        var row = grid.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("[data-code=closed]") is not null && row.QuerySelector(".unknown") is not null);

        Assert.Equal(3, grid.QuerySelectorAll("thead th").Length);
        Assert.Equal(closed, row.QuerySelector("[data-code=closed]")!.TextContent.Trim());
        Assert.Equal(nothing, row.QuerySelector(".unknown")!.TextContent.Trim());
    }

    [Fact]
    public async Task Get_PaidRelease_LinksThePayersAndSaysThatTheAmountIsNotDisclosed()
    {
        var page = await portal.GetPageAsync("/releases/teuken");
        var funding = page.QuerySelector("#funding + ul")!;

        Assert.NotNull(funding.QuerySelector("a[href='/programmes/de-opengpt-x']"));
        Assert.NotNull(funding.QuerySelector("a[href='/grants/g-de-001']"));
        Assert.NotNull(funding.QuerySelector("a[href='/organisations/de-bmwk']"));
        Assert.Contains("not disclosed", funding.TextContent, StringComparison.Ordinal);
    }
}
