using System.Globalization;
using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Countries;

public sealed class CountryPagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_IsOrderedByTheNamesShown()
    {
        var names = (await portal.GetPageAsync("/countries?lang=fr&limit=200")).QuerySelectorAll("tbody th > a").Select(link => link.TextContent).ToList();

        Assert.Contains("Allemagne", names);
        Assert.Equal(names.Order(StringComparer.Create(new CultureInfo("fr"), ignoreCase: true)), names);
    }

    [Fact]
    public async Task Get_Country_LeadsToTheListsOfItsRecords()
    {
        var page = await portal.GetPageAsync("/countries/FR?lang=en");

        var tiles = page.QuerySelectorAll(".stat-tile").ToDictionary(
            tile => tile.QuerySelector("a")!.GetAttribute("href")!, tile => int.Parse(tile.QuerySelector(".value")!.TextContent, CultureInfo.InvariantCulture));
        Assert.Equal(CountryCounts.OfProgrammes["FR"], tiles["/programmes?country=FR"]);
        Assert.Equal(CountryCounts.OfGrants["FR"], tiles["/grants?country=FR"]);
        foreach (var (address, count) in tiles)
        {
            var listed = await portal.GetJsonAsync($"/api/v1{address}&limit=1");
            Assert.Equal(count, listed.GetProperty("meta").GetProperty("count").GetInt32());
        }
    }

    [Fact]
    public async Task Get_CountryWithoutRecords_SaysSo()
    {
        var page = await portal.GetPageAsync("/countries/TV?lang=en");

        Assert.Contains("not what the country does", page.QuerySelector(".empty")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".stat-tile"));
    }

    [Theory]
    [InlineData("/countries/fr", HttpStatusCode.MovedPermanently)]
    [InlineData("/countries/XX", HttpStatusCode.NotFound)]
    [InlineData("/countries?regio=Europe", HttpStatusCode.BadRequest)]
    public async Task Get_NotItsAddress_IsTold(string address, HttpStatusCode status)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }
}
