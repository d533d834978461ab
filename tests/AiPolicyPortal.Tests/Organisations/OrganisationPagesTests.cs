using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Organisations;

public sealed class OrganisationPagesTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_List_ShowsTheSameSelectionAsTheApi()
    {
        const string Query = "?country=CH&sort=-grantsReceived";
        var page = await portal.GetPageAsync("/organisations" + Query);

        Assert.Equal(
            await portal.RefsAsync("/api/v1/organisations" + Query),
            page.QuerySelectorAll("main tbody th a").Select(link => link.GetAttribute("href")!["/organisations/".Length..]));
    }

    [Theory]
    [InlineData("en", "Sum of recorded grants")]
    [InlineData("fr", "Somme des subventions notées")]
    public async Task Get_Funder_ShowsTwentyGrantsTheirSumAndTheWayToAll(string language, string heading)
    {
        var page = await portal.GetPageAsync($"/organisations/us-nsf?lang={language}");

        Assert.NotNull(page.QuerySelector("main a[href='/grants?funder=us-nsf']"));
        var summed = page.QuerySelector("main a[href='/grants?funder=us-nsf&stage=awarded&funderType=public&statedCurrency=USD']")!;
        var list = (await portal.GetJsonAsync($"/api/v1{summed.GetAttribute("href")}&limit=1")).GetProperty("meta");
        Assert.Equal(summed.TextContent, list.Text("count"));
        Assert.NotNull(page.QuerySelector("main a[href='https://ror.org/021nxhr62']"));
        Assert.Contains(page.QuerySelectorAll("main th"), cell => cell.TextContent == heading);
        Assert.Equal(20, page.QuerySelectorAll("main tbody th a[href^='/grants/']").Length);
    }

    [Theory]
    [InlineData("fr-genci")]
    [InlineData("de-hessian-ai")]
    public async Task Get_PayerOfReleases_NamesThemAsTheirListDoes(string organisation)
    {
        var page = await portal.GetPageAsync($"/organisations/{organisation}?lang=en");
        var shown = page.QuerySelectorAll("#paid-for + ul a").Select(link => link.GetAttribute("href")!["/releases/".Length..]).Order().ToList();

        Assert.NotEmpty(shown);
        Assert.Equal((await portal.RefsAsync($"/api/v1/releases?funder={organisation}")).Order(), shown);
        Assert.Equal(shown, (await portal.GetJsonAsync($"/api/v1/organisations/{organisation}")).GetProperty("data").GetProperty("releasesFunded").EnumerateArray().Select(release => release.Ref()).Order());
        Assert.EndsWith($"{shown.Count} releases paid for", page.QuerySelector("a[href='#paid-for']")!.TextContent);
    }
}
