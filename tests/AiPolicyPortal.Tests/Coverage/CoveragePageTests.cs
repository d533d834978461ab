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
            page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")));
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
}
