using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Countries;

public sealed class CountriesApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_HasEveryCountryOfARecordWithTheCountsOfTheFiles()
    {
        var countries = await portal.WalkAsync("/api/v1/countries?limit=20");

        var expected = CountryCounts.OfProgrammes.Keys.Concat(CountryCounts.OfGovernance.Keys).Concat(CountryCounts.OfOrganisations.Keys)
            .Concat(CountryCounts.OfGrants.Keys).Concat(CountryCounts.OfReleases.Keys).Where(code => code.Length > 0).Distinct();
        Assert.Equal(expected.Order(), countries.Select(country => country.Text("code")).Order());
        Assert.All(countries, country =>
        {
            var code = country.Text("code")!;
            Assert.Equal(
                (CountryCounts.OfProgrammes.GetValueOrDefault(code), CountryCounts.OfFigures.GetValueOrDefault(code), CountryCounts.OfGrants.GetValueOrDefault(code),
                    CountryCounts.OfReleases.GetValueOrDefault(code), CountryCounts.OfGovernance.GetValueOrDefault(code), CountryCounts.OfOrganisations.GetValueOrDefault(code)),
                (Count("programmeCount"), Count("figureCount"), Count("grantCount"), Count("releaseCount"), Count("governanceCount"), Count("organisationCount")));

            int Count(string name) => country.GetProperty(name).GetInt32();
        });
    }

    [Fact]
    public async Task Get_All_ListsTheWholeReferenceData()
    {
        var codes = (await portal.WalkAsync("/api/v1/countries?all=true&limit=200")).Select(country => country.Text("code")).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Contains("TV", codes);
        Assert.Contains("EU", codes);
        Assert.Contains("INT", codes);
    }

    [Fact]
    public async Task Get_SortByName_PutsAccentsWithTheirLetters()
    {
        var names = (await portal.WalkAsync("/api/v1/countries?all=true&limit=200")).Select(country => country.Text("name")!).ToList();

        Assert.True(names.IndexOf("Åland Islands") < names.IndexOf("Albania"));
    }

    [Fact]
    public async Task Get_SortByProgrammes_GoesByTheCount() => Assert.Equal(
        CountryCounts.OfProgrammes.Values.OrderDescending(),
        (await portal.WalkAsync("/api/v1/countries?sort=-programmes")).Select(country => country.GetProperty("programmeCount").GetInt32()).Where(count => count > 0));

    [Theory]
    [InlineData("region=Oceania", "region", "Oceania")]
    [InlineData("kind=union", "kind", "union")]
    [InlineData("q=corée", "code", "KR")]
    public async Task Get_Filter_ReturnsOnlyItsRows(string query, string field, string value)
    {
        var countries = await portal.WalkAsync($"/api/v1/countries?{query}");

        Assert.NotEmpty(countries);
        Assert.All(countries, country => Assert.Equal(value, country.Text(field)));
    }

    [Fact]
    public async Task Get_Country_ShowsTheFirstOfEachKindOfItsRecords()
    {
        var france = (await portal.GetJsonAsync("/api/v1/countries/FR")).GetProperty("data");

        Assert.Equal("FRA", france.Text("alpha3"));
        Assert.Equal("Paris", france.Text("capital"));
        Assert.Equal(
            CountryCounts.Figures.Where(figure => CountryCounts.CountryOfProgramme[figure["programme"]] == "FR").Select(figure => figure["announcement"]).Distinct().Count(),
            france.GetProperty("announcementCount").GetInt32());
        Assert.Equal(5, france.GetProperty("announcements").GetArrayLength());
        Assert.Equal(10, france.GetProperty("programmes").GetArrayLength());
        Assert.Equal(CountryCounts.OfGovernance["FR"], france.GetProperty("governance").GetArrayLength());
        Assert.Equal(10, france.GetProperty("releases").GetArrayLength());
        Assert.Equal(10, france.GetProperty("grants").GetArrayLength());
        var figures = CountryCounts.Figures.CountBy(figure => figure["programme"]).ToDictionary();
        Assert.Equal(
            CountryCounts.Programmes.Where(row => row["country"] == "FR").Select(row => figures.GetValueOrDefault(row["slug"])).OrderDescending().Take(10),
            france.GetProperty("programmes").EnumerateArray().Select(programme => programme.GetProperty("figureCount").GetInt32()));
    }

    [Theory]
    [InlineData("/api/v1/countries/XX", HttpStatusCode.NotFound, "XX")]
    [InlineData("/api/v1/countries?region=Europ", HttpStatusCode.BadRequest, "'Europe'")]
    [InlineData("/api/v1/countries?kynd=union", HttpStatusCode.BadRequest, "'kind'")]
    public async Task Get_Unknown_IsRefusedWithAHint(string address, HttpStatusCode status, string hint)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(hint, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
