using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Programmes;

public sealed class ProgrammesApiTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> File = StarterFile.Read("programmes.csv");

    [Theory]
    [InlineData("country=FR", "country", "FR")]
    [InlineData("status=cancelled", "status", "cancelled")]
    [InlineData("openSource=required", "open_source_commitment", "required")]
    [InlineData("organisation=fr-government", "lead_organisation", "fr-government")]
    [InlineData("parent=eu-ai-factories", "part_of", "eu-ai-factories")]
    public async Task Get_OneFilter_ReturnsWhatTheFileSays(string query, string column, string value)
    {
        var expected = File.Where(row => row[column] == value).Select(row => row["slug"]).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Order(), (await portal.RefsAsync($"/api/v1/programmes?{query}")).Order());
    }

    [Theory]
    [InlineData("/api/v1/programmes?limit=2&country=FR", "</api/v1/programmes?limit=2&country=FR>; rel=\"self\"", "rel=\"next\"")]
    [InlineData("/api/v1/programmes/fr-snia-phase-2", "</api/v1/programmes/fr-snia-phase-2>; rel=\"self\"", "</programmes/fr-snia-phase-2>; rel=\"alternate\"; type=\"text/html\"")]
    [InlineData("/api/v1/grants?groupBy=country", "</api/v1/grants?groupBy=country>; rel=\"self\"", "</grants>; rel=\"alternate\"; type=\"text/html\"")]
    public async Task Get_Answer_SaysItsLinksInTheLinkHeaderToo(string address, string first, string second)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        var links = answer.Headers.GetValues("Link").ToList();
        Assert.Equal(2, links.Count);
        Assert.Equal(first, links[0]);
        Assert.EndsWith(second, links[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ThemeWithNegation_ReturnsRowsThatHaveTheOneAndNotTheOther()
    {
        var expected = File.Where(row => row["themes"].Split(';').Contains("compute") && !row["themes"].Split(';').Contains("research"))
            .Select(row => row["slug"]);

        Assert.Equal(expected.Order(), (await portal.RefsAsync("/api/v1/programmes?theme=compute&theme=!research")).Order());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("-start,name")]
    [InlineData("country,-figures")]
    public async Task Get_EveryPageByCursor_SeesEveryProgrammeOnceInOrder(string sort)
    {
        var small = await portal.RefsAsync($"/api/v1/programmes?sort={sort}&limit=7");
        var large = await portal.RefsAsync($"/api/v1/programmes?sort={sort}&limit=200");

        Assert.Equal(File.Select(row => row["slug"]).Order(), small.Order());
        Assert.Equal(large, small);
    }

    [Fact]
    public async Task Get_PreviousLink_LeadsBackToThePageBefore()
    {
        var first = await portal.GetJsonAsync("/api/v1/programmes?limit=10");
        var second = await portal.GetJsonAsync(first.Text("links.next")!);
        var back = await portal.GetJsonAsync(second.Text("links.previous")!);

        Assert.Equal(first.GetProperty("data").EnumerateArray().Select(row => row.Ref()), back.GetProperty("data").EnumerateArray().Select(row => row.Ref()));
        Assert.Null(first.Text("links.previous"));
        Assert.Null(back.Text("links.previous"));
    }

    [Fact]
    public async Task Get_OneProgramme_TellsWhatTheFileSays()
    {
        var row = File.Single(row => row["slug"] == "fr-snia-phase-2");
        var data = (await portal.GetJsonAsync("/api/v1/programmes/fr-snia-phase-2")).GetProperty("data");
        var programme = data.GetProperty("programme");

        Assert.Equal(row["name"], programme.Text("name"));
        Assert.Equal(row["name_original"], programme.Text("nameOriginal"));
        Assert.Equal(row["country"], programme.Text("country.code"));
        Assert.Equal(row["lead_organisation"], programme.Text("leadOrganisation.ref"));
        Assert.Equal(row["start_date"], programme.Text("start.date"));
        Assert.Equal("day", programme.Text("start.precision"));
        Assert.Equal("year", programme.Text("end.precision"));
        Assert.Equal(row["themes"].Split(';'), programme.GetProperty("themes").EnumerateArray().Select(theme => theme.GetString()));
        Assert.Equal(
            StarterFile.Read("figures.csv").Where(figure => figure["programme"] == "fr-snia-phase-2").Select(figure => figure["id"]).Order(),
            data.GetProperty("figures").EnumerateArray().Select(figure => figure.Ref()).Order());
    }

    [Fact]
    public async Task Get_ById_IsTheSameRecordAsByReference()
    {
        var byReference = await portal.GetJsonAsync("/api/v1/programmes/fr-snia-phase-2");
        var byId = await portal.GetJsonAsync($"/api/v1/programmes/{byReference.Text("data.programme.id")}");

        Assert.Equal(byReference.GetProperty("data").GetRawText(), byId.GetProperty("data").GetRawText());
    }

    [Theory]
    [InlineData("contry=FR", "contry", "unknown-parameter", "'country'")]
    [InlineData("status=actve", "status", "unknown-value", "'active'")]
    [InlineData("country=FX", "country", "unknown-value", "FX")]
    [InlineData("sort=nam", "sort", "unknown-value", "'name'")]
    [InlineData("limit=0", "limit", "invalid-value", "1 to 200")]
    [InlineData("limit=5&limit=6", "limit", "repeated", "once")]
    [InlineData("startFrom=2024-13", "startFrom", "invalid-value", "2024-03")]
    [InlineData("organisation=fr-governmnt", "organisation", "unknown-value", "fr-government")]
    [InlineData("cursor=abc", "cursor", "invalid-value", "start again")]
    public async Task Get_FaultyParameter_IsRefusedWithItsNameAndTheMend(string query, string parameter, string code, string hint)
    {
        using var answer = await portal.Client.GetAsync($"/api/v1/programmes?{query}", TestContext.Current.CancellationToken);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(parameter, error.Text("parameter"));
        Assert.Equal(code, error.Text("code"));
        Assert.Contains(hint, error.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_UnknownProgramme_IsAProblemThatNamesIt()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/programmes/fr-nothing", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("fr-nothing", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfACountry_ShowsTheSameProgrammesAsTheApi()
    {
        var page = await portal.GetPageAsync("/programmes?country=FR");
        var rows = page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!.Split('/')[^1]);

        Assert.Equal(await portal.RefsAsync("/api/v1/programmes?country=FR"), rows);
        Assert.Contains($"{File.Count(row => row["country"] == "FR")} programmes", page.QuerySelector(".result-bar")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAProgramme_SaysHowItsFiguresRelate()
    {
        var text = (await portal.GetPageAsync("/programmes/fr-snia-phase-2")).QuerySelector("main")!.TextContent;

        Assert.Contains("lies inside", text, StringComparison.Ordinal);
        Assert.Contains("is restated by", text, StringComparison.Ordinal);
        Assert.Contains("€2.22bn", text, StringComparison.Ordinal);
    }
}
