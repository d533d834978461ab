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

    [Fact]
    public async Task Get_ReleaseAMeasureSpeaksOf_LinksBack()
    {
        var link = StarterFile.Read("governance_links.csv").First(row => row["release"] != "");
        var page = await portal.GetPageAsync($"/releases/{link["release"]}");

        Assert.NotNull(page.QuerySelector($"#governance + ul a[href='/governance/{link["measure"]}']"));
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
