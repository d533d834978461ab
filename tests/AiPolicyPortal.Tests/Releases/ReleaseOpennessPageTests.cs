using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Openness;

namespace AiPolicyPortal.Tests.Releases;

public sealed class ReleaseOpennessPageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("en", "Class cannot be told", "Not open source AI", "approved by the Open Source Initiative")]
    [InlineData("fr", "Classe impossible à dire", "Pas une IA open source", "approuvée par l’Open Source Initiative")]
    public async Task Get_Grok_TellsWhatWasReleasedWhatWasNotAndWhatEachFrameworkSays(string language, string mof, string osaid, string licence)
    {
        var page = await portal.GetPageAsync($"/releases/grok-1?lang={language}");
        var cards = page.QuerySelectorAll(".openness-cards > section");

        Assert.Equal(3, cards.Length);
        Assert.Equal(mof, cards[0].QuerySelector(".tag-mofclass")!.TextContent.Trim());
        Assert.Equal(osaid, cards[1].QuerySelector(".tag-osaidverdict")!.TextContent.Trim());
        Assert.Equal(14, cards[2].QuerySelectorAll(".criteria > li").Length);
        Assert.Equal(4, cards[0].QuerySelector("ul.findings")!.Children.Length);
        Assert.Contains(licence, page.QuerySelector("#licence")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["#component-base-weights", "#component-end-weights", "#component-architecture", "#component-inference-code"],
            page.QuerySelectorAll("#released + ul a").Select(link => link.GetAttribute("href")!));
        Assert.Equal(2, page.QuerySelectorAll("#closed + ul > li").Length);
    }

    [Theory]
    [InlineData("grok-1")]
    [InlineData("olmo")]
    [InlineData("llama-4")]
    [InlineData("lucie")]
    public async Task Get_Release_EveryReasonLeadsToAJudgementOnThePage(string slug)
    {
        var page = await portal.GetPageAsync($"/releases/{slug}");
        var links = page.QuerySelectorAll(".openness-cards a[href^='#']").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(links);
        Assert.All(links.Distinct(), link => Assert.NotNull(page.QuerySelector($"table.component-grid tr[id='{link[1..]}'] [data-code]")));
    }

    [Fact]
    public async Task Get_RestrictedLicence_IsExplainedAndNeverCalledOpen()
    {
        var text = (await portal.GetPageAsync("/releases/llama-4")).QuerySelector("#licence + p + ul")!.TextContent;

        Assert.Contains("is not an open licence", text, StringComparison.Ordinal);
        Assert.Contains("not granted everywhere", text, StringComparison.Ordinal);
        Assert.Contains("Its terms go with whatever is built on it.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "mof", "none")]
    [InlineData("country=FR", "osaid", "no")]
    [InlineData("osaid=cannot-tell", "licenceFamily", "open-source")]
    [InlineData("osaid=cannot-tell&year=2024", "osaid", "no")]
    [InlineData("modality=image", "country", "US")]
    [InlineData("licenceFamily=restricted", "organisationType", "company")]
    [InlineData("organisationType=university", "modality", "text")]
    [InlineData("mof=none", "year", "2024")]
    [InlineData("country=FR", "funded", "true")]
    [InlineData("country=FR", "funded", "unknown")]
    [InlineData("funded=true", "funded", "false")]
    [InlineData("country=FR", "licence", "Apache-2.0")]
    public async Task Get_FacetCount_IsWhatTheFilterGivesWithAllOthersAsTheyAre(string query, string facet, string value)
    {
        var page = await portal.GetPageAsync($"/releases?{query}");
        var shown = page.QuerySelector($"input[name='{facet}'][value='{value}']")!.ParentElement!.QuerySelector(".count")!.TextContent;
        var others = string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(pair => !pair.StartsWith(facet + "=", StringComparison.Ordinal)));
        var expected = (await portal.GetJsonAsync($"/api/v1/releases?{others}&{facet}={value}&count=exact")).GetProperty("meta").GetProperty("count").GetInt32();

        Assert.Equal(expected, int.Parse(shown, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("", "grid")]
    [InlineData("country=FR", "osaid")]
    [InlineData("licenceFamily=open-source", "mof")]
    public async Task Get_ChartCsv_CountsEachReleaseOfTheSelectionOnce(string query, string framework)
    {
        var csv = await portal.Client.GetStringAsync($"/charts/releases-by-year.csv?{query}&framework={framework}".Replace("?&", "?", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var rows = csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        var expected = (await portal.RefsAsync($"/api/v1/releases?{query}&limit=200")).Select(StarterRelease.Openness)
            .CountBy(openness => framework switch
            {
                "mof" => openness.Mof.Class.Code(),
                "osaid" => openness.Osaid.Verdict.Code(),
                _ => openness.Grid.Share.Code(),
            }).ToDictionary();

        Assert.Equal(expected, rows.Where(row => row[0] == "total").ToDictionary(row => row[3], row => int.Parse(row[5], CultureInfo.InvariantCulture)).Where(pair => pair.Value > 0).ToDictionary());
        Assert.Equal(expected.Values.Sum(), rows.Where(row => row[0] != "total").Sum(row => int.Parse(row[5], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Get_List_HasTheChartAndItsTable()
    {
        var page = await portal.GetPageAsync("/releases?country=FR");

        Assert.NotNull(page.QuerySelector("figure#chart-releases-by-year table"));
        Assert.Contains("country=FR", page.QuerySelector("figure#chart-releases-by-year a[download]")!.GetAttribute("href"), StringComparison.Ordinal);
    }
}
