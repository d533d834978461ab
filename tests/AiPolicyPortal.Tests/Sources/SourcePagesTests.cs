using System.Globalization;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Sources;

public sealed class SourcePagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_ShowsWhatTheApiLists()
    {
        var page = await portal.GetPageAsync("/sources?tier=1&sort=title&lang=en");

        Assert.Equal(
            await portal.RefsAsync("/api/v1/sources?tier=1&sort=title"),
            page.QuerySelectorAll("tbody th > a").Select(link => link.GetAttribute("href")!["/sources/".Length..]));
    }

    [Fact]
    public async Task Get_Source_LinksItsAddressAndEveryRecordThatCitesIt()
    {
        var page = await portal.GetPageAsync("/sources/s-0152?lang=en");

        var row = StarterFile.Read("sources.csv").Single(row => row["id"] == "s-0152");
        Assert.Equal(row["title"], page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector($"a[href='{row["url"]}'][rel~='external']"));
        Assert.NotNull(page.QuerySelector(".cited a[href='/announcements/a-fr-017']"));
        Assert.NotNull(page.QuerySelector(".cited a[href='/releases/grok-1']"));
    }

    [Fact]
    public async Task Get_SourceWithoutATitle_IsCalledByItsHost()
    {
        var row = StarterFile.Read("sources.csv").First(row => row["title"].Length == 0);

        var page = await portal.GetPageAsync($"/sources/{row["id"]}?lang=en");

        Assert.Contains(page.QuerySelector("h1")!.TextContent, row["url"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s-0552", "en", "All {0} grants of this source")]
    [InlineData("s-0552", "fr", "Les {0} subventions de cette source")]
    [InlineData("s-0553", "en", "All {0} grants of this source")]
    public async Task Get_SourceOfGrants_LeadsToAsManyAsItSays(string source, string language, string words)
    {
        var count = StarterFile.Read("grants.csv").Count(row => row["source"] == source);

        var page = await portal.GetPageAsync($"/sources/{source}?lang={language}");
        var links = page.QuerySelectorAll($"main a[href='/grants?source={source}']");
        var list = await portal.GetPageAsync(links[0].GetAttribute("href")!);

        Assert.Equal(count > 50 ? 2 : 1, links.Length);
        Assert.All(links, link => Assert.Equal(string.Format(CultureInfo.InvariantCulture, words, count), link.TextContent));
        Assert.Equal($"{count}", string.Concat(list.QuerySelector(".result-bar strong")!.TextContent.Where(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task Get_SourceOfManyReleases_FoldsAllButAScreenful()
    {
        var cited = StarterFile.Read("releases.csv").Count(row => row["sources"].Split(';').Contains("s-0550"));

        var page = await portal.GetPageAsync("/sources/s-0550?lang=en");

        Assert.Equal(cited, page.QuerySelectorAll(".cited > li").Length);
        Assert.Equal(cited - 20, page.QuerySelectorAll("details .cited > li").Length);
    }
}
