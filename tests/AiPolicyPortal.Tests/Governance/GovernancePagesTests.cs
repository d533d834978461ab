using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;

namespace AiPolicyPortal.Tests.Governance;

public sealed class GovernancePagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("?country=FR&sort=name")]
    [InlineData("?type=law&status=in-force")]
    public async Task Get_List_ShowsTheSameSelectionAsTheApi(string query)
    {
        var page = await portal.GetPageAsync("/governance" + query);
        var shown = page.QuerySelectorAll("main tbody th a").Select(link => link.GetAttribute("href")!["/governance/".Length..]).ToList();

        Assert.NotEmpty(shown);
        Assert.Equal(await portal.RefsAsync("/api/v1/governance" + query), shown);
    }

    [Fact]
    public async Task Get_ListOfAProgramme_SaysWhich()
    {
        var link = StarterFile.Read("governance_links.csv").First(row => row["programme"] != "");
        var name = StarterFile.Read("programmes.csv").Single(row => row["slug"] == link["programme"])["name"];
        var page = await portal.GetPageAsync($"/governance?programme={link["programme"]}");

        Assert.Contains(name, page.QuerySelector("main .with-aside > div")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "It is carried out by the programme", "An open licence is required")]
    [InlineData("fr", "Elle est mise en œuvre par le programme", "Licence ouverte exigée")]
    public async Task Get_Measure_SaysItsLinksAndDutiesInWords(string language, string carriedOut, string duty)
    {
        var links = StarterFile.Read("governance_links.csv");
        var implements = links.First(row => row["kind"] == "implements");
        var binds = links.First(row => row["duty"] == "open-licence");

        var first = await portal.GetPageAsync($"/governance/{implements["measure"]}?lang={language}");
        var second = await portal.GetPageAsync($"/governance/{binds["measure"]}?lang={language}");

        Assert.Contains(carriedOut, Words(first.QuerySelector("#links + ul")!), StringComparison.Ordinal);
        Assert.NotNull(first.QuerySelector($"#links + ul a[href='/programmes/{implements["programme"]}']"));
        Assert.Contains(duty, Words(second.QuerySelector("#links + ul")!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Status over time", "Proposed", "Adopted", "In force")]
    [InlineData("fr", "Évolution de l’état", "Proposé", "Adopté", "En vigueur")]
    public async Task Get_MeasureWithDatedStatuses_ListsThemOldestFirstWithSourceAndWords(string language, string heading, params string[] words)
    {
        var rows = StarterFile.Read("governance_statuses.csv").Where(row => row["measure"] == "v-eu-006").OrderBy(row => row["since"], StringComparer.Ordinal).ToList();
        var sources = StarterFile.Read("sources.csv").ToDictionary(row => row["id"], row => row["url"]);

        var page = await portal.GetPageAsync($"/governance/v-eu-006?lang={language}");

        Assert.Equal(heading, page.QuerySelector("#statuses")!.TextContent);
        var items = page.QuerySelectorAll("#statuses + ol > li").ToList();
        Assert.Equal(rows.Select(row => row["since"]), items.Select(item => item.QuerySelector("time")!.GetAttribute("datetime")));
        Assert.Equal(words, items.Select(item => Words(item.QuerySelector(".tag")!)));
        Assert.Equal(rows.Select(row => row["evidence"]), items.Select(item => Words(item.QuerySelector("blockquote")!)));
        Assert.Equal(rows.Select(row => sources[row["source"]]), items.Select(item => item.QuerySelector(".meta a")!.GetAttribute("href")));
    }

    [Theory]
    [InlineData("en", "since when it holds, and what it was before, is not")]
    [InlineData("fr", "depuis quand il vaut et ce qui l’a précédé ne l’est pas")]
    public async Task Get_MeasureWithoutDatedStatuses_SaysThatThePastIsNotKnown(string language, string words)
    {
        var dated = StarterFile.Read("governance_statuses.csv").Select(row => row["measure"]).ToHashSet();
        var measure = StarterFile.Read("governance.csv").First(row => row["adopted"] != "" && !dated.Contains(row["id"]));

        var page = await portal.GetPageAsync($"/governance/{measure["id"]}?lang={language}");

        var said = page.QuerySelector("#statuses + p")!;
        Assert.Contains(words, Words(said), StringComparison.Ordinal);
        Assert.Null(said.QuerySelector("time"));
        Assert.Null(page.QuerySelector("#statuses ~ ol.timeline"));
    }

    [Fact]
    public async Task Get_ReleaseAMeasureSpeaksOf_LinksBack()
    {
        var link = StarterFile.Read("governance_links.csv").First(row => row["release"] != "");
        var page = await portal.GetPageAsync($"/releases/{link["release"]}");

        Assert.NotNull(page.QuerySelector($"#governance + ul a[href='/governance/{link["measure"]}']"));
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
