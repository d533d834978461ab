using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Announcements;

public sealed class AnnouncementPagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_ShowsWhatTheApiLists()
    {
        var page = await portal.GetPageAsync("/announcements?country=FR&stage=awarded&lang=en");

        Assert.Equal(
            await portal.RefsAsync("/api/v1/announcements?country=FR&stage=awarded"),
            page.QuerySelectorAll("tbody th > a").Select(link => link.GetAttribute("href")!["/announcements/".Length..]));
        Assert.NotNull(page.QuerySelector("#country-FR[checked]"));
    }

    [Fact]
    public async Task Get_ListOfASource_NamesItAndOffersToTakeItAway()
    {
        var page = await portal.GetPageAsync("/announcements?source=s-0152&lang=en");

        var chosen = Assert.Single(page.QuerySelectorAll(".chosen a"));
        Assert.Contains("France bets big on generative AI", chosen.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("source=", chosen.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SeedStory_LinksTheRestatedFigureItsAnnouncementAndItsSources()
    {
        var to = StarterFile.Read("figure_links.csv").First(link => link["from"] == "f-fr-044")["to"];
        var other = StarterFile.Read("figures.csv").Single(figure => figure["id"] == to)["announcement"];
        var sources = StarterFile.Read("announcements.csv").Single(row => row["id"] == other)["sources"].Split(';');
        var addresses = StarterFile.Read("sources.csv").Where(row => sources.Contains(row["id"])).Select(row => row["url"]);

        var page = await portal.GetPageAsync("/announcements/a-fr-017?lang=en");

        Assert.Contains("restates", page.QuerySelector(".stated .relations")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".stated .relations a[href='/figures/{to}']"));
        Assert.NotNull(page.QuerySelector($".stated .relations a[href='/announcements/{other}']"));
        Assert.All(addresses, address => Assert.NotNull(page.QuerySelector($".timeline a[href='{address}'][rel~='external']")));
        Assert.NotNull(page.QuerySelector("a[href='/releases/grok-1']"));
        Assert.NotNull(page.QuerySelector(".source-list a[href='/sources/s-0152']"));
    }

    [Fact]
    public async Task Get_List_SaysOfEachWhetherItIsNewMoneyAsTheRecordDoes()
    {
        Dictionary<string, string> words = new()
        {
            ["all"] = "Yes",
            ["as-sum"] = "Only as a sum",
            ["at-stage"] = "Only at this stage",
            ["part"] = "In part",
            ["mixed"] = "In part",
            ["less"] = "No",
            ["none"] = "No",
            ["undisclosed"] = "Not disclosed",
            ["unknown"] = "Not known",
            ["no-figure"] = "Not counted",
        };
        var rows = (await portal.GetPageAsync("/announcements?country=FR&limit=100&lang=en")).QuerySelectorAll("tbody tr");
        List<string> said = [];
        foreach (var row in rows)
        {
            var reference = row.QuerySelector("th a")!.GetAttribute("href")!["/announcements/".Length..];
            var record = (await portal.GetJsonAsync($"/api/v1/announcements/{reference}")).GetProperty("data");
            List<string> expected = [.. record.GetProperty("newMoney").EnumerateArray().Select(stated => words[stated.Text("verdict")!])];
            if (expected.Distinct().Count() == 1 && record.GetProperty("newMoney").EnumerateArray().All(stated => stated.Text("stage") != "recommended"))
                expected = [expected[0]];

            List<string> shown = [.. row.QuerySelectorAll("a[href$='#new-money']").Select(link => link.FirstChild!.TextContent.Trim())];
            Assert.Equal(expected, shown);
            said.AddRange(shown);
        }

        Assert.True(said.Distinct().Count() >= 4, string.Join(", ", said.Distinct()));
    }

    [Theory]
    [InlineData("a-fr-017", "No: the €1.5 billion (announced public money) had been stated before")]
    [InlineData("a-fr-001", "Yes: all of the €1.5 billion (announced public money) was new")]
    [InlineData("a-fr-025", "Not all of it: parts of the €3.7 billion (announced public money) had been stated before")]
    [InlineData("a-sa-001", "Yes: all of the US$50–100 billion (announced public money) was new")]
    [InlineData("a-es-001", "In part: €1.5 billion of the €2.1 billion (committed public money) was new")]
    [InlineData("a-nl-003", "Not wholly: the €200 million (awarded public money) was said at this stage")]
    public async Task Get_Announcement_SaysWhetherItIsNewMoney(string reference, string verdict)
    {
        var notice = (await portal.GetPageAsync($"/announcements/{reference}?lang=en")).QuerySelector("#new-money")!;

        Assert.Contains(verdict, notice.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SeedStory_NamesTheFirstStatementOfItsMoney()
    {
        var figure = (await portal.GetPageAsync("/announcements/a-fr-017?lang=en")).QuerySelector(".stated")!;

        Assert.Contains("New money: none – stated before: €1.5bn (", string.Join(' ', figure.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.NotNull(figure.QuerySelector("a[href='/figures/f-fr-010']"));
    }

    [Theory]
    [InlineData("/announcements/a-fr-017?lang=fr", ".breadcrumb [aria-current]")]
    [InlineData("/announcements/a-fr-017?lang=fr", ".stated a[href^='/programmes/']")]
    [InlineData("/programmes/fr-snia-phase-2?lang=fr", "h1")]
    [InlineData("/figures/f-fr-044?lang=fr", ".lede a[href^='/programmes/']")]
    [InlineData("/promises?lang=fr", "td a[href^='/programmes/'], th a[href^='/programmes/']")]
    public async Task Get_FrenchPage_SaysThatANameIsEnglish(string address, string names)
    {
        var shown = (await portal.GetPageAsync(address)).QuerySelectorAll(names);

        Assert.NotEmpty(shown);
        Assert.All(shown, name => Assert.Equal("en", name.GetAttribute("lang")));
    }

    [Fact]
    public async Task Get_French_SaysTheRelationInFrench()
    {
        var page = await portal.GetPageAsync("/announcements/a-fr-017?lang=fr");

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("répète", page.QuerySelector(".stated .relations")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11 mars 2024", page.QuerySelector(".page-header")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/announcements/a-no-999", HttpStatusCode.NotFound)]
    [InlineData("/announcements?contry=FR", HttpStatusCode.BadRequest)]
    [InlineData("/announcements/a-fr-017?page=2", HttpStatusCode.BadRequest)]
    public async Task Get_Unknown_IsRefused(string address, HttpStatusCode status)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
