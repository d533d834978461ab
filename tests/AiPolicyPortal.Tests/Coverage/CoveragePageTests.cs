using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Countries;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Coverage;

public sealed class CoveragePageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_Table_HasEveryCountryOfTheApiAndItsTotal()
    {
        var page = await portal.GetPageAsync("/coverage?lang=en");

        var report = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data");
        Assert.Equal(
            report.GetProperty("countries").EnumerateArray().Select(row => $"/countries/{row.Text("country.code")}"),
            page.QuerySelectorAll(".coverage-table tbody th a").Select(link => link.GetAttribute("href")));
        var total = page.QuerySelectorAll("tfoot tr:last-child td").Select(cell => cell.TextContent).ToList();
        Assert.Equal($"{CountryCounts.Programmes.Count}", total[0]);
        Assert.Equal($"{CountryCounts.Figures.Count}", total[1]);
    }

    [Fact]
    public async Task Get_StageOfACountry_LeadsToItsFigures()
    {
        var link = (await portal.GetPageAsync("/coverage?country=FR&lang=en")).QuerySelector("tbody a[href*='stage=announced']")!;

        var listed = await portal.GetJsonAsync($"/api/v1{link.GetAttribute("href")}&limit=1");
        Assert.Equal(link.TextContent, listed.GetProperty("meta").Text("count"));
    }

    [Theory]
    [InlineData("en", "50.0%")]
    [InlineData("fr", "50,0 %")]
    public async Task Get_AnnouncedMoney_ShowsTheRowsOfTheApiAndExplainsThem(string language, string share)
    {
        var page = await portal.GetPageAsync($"/coverage?lang={language}");

        var rows = (await portal.GetJsonAsync("/api/v1/coverage")).GetProperty("data").GetProperty("announcedMoney").EnumerateArray();
        Assert.Equal(
            rows.Select(row => $"/countries/{row.Text("country.code")}"),
            page.QuerySelectorAll(".announced-money tbody th a").Select(link => link.GetAttribute("href")));
        var germany = page.QuerySelector(".announced-money a[href='/countries/DE']")!.Closest("tr")!;
        Assert.Equal("/totals/explain?stage=announced&country=DE&currency=EUR", germany.QuerySelector("td a")!.GetAttribute("href"));
        Assert.Equal(["f-de-004", "f-de-015", "f-de-013"], germany.QuerySelectorAll("td a.small").Select(link => link.TextContent));
        Assert.Equal(share, Regex.Replace(germany.QuerySelector("td:last-child")!.TextContent, @"\s+", " ").Trim());
    }

    [Fact]
    public async Task Get_SomeCountries_FollowsTheirMoneyAlone()
    {
        var page = await portal.GetPageAsync("/coverage?country=FR&lang=en");

        Assert.Equal("France", Assert.Single(page.QuerySelectorAll(".announced-money tbody th")).TextContent.Trim());
    }

    [Fact]
    public async Task Get_AllButACountry_SaysWhich()
    {
        var page = await portal.GetPageAsync("/coverage?country=!US&lang=fr");

        Assert.Contains("États-Unis", Assert.Single(page.QuerySelectorAll(".chosen li")).TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".coverage-table tfoot tr"));
    }
}
