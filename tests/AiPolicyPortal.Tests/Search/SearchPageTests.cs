using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Search;

public sealed class SearchPageTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_NoWords_AsksForSome()
    {
        var page = await portal.GetPageAsync("/search?lang=en");

        Assert.NotNull(page.QuerySelector("main input[name=q]"));
        Assert.Empty(page.QuerySelectorAll(".result-list"));
    }

    [Fact]
    public async Task Get_ManyOfAKind_ShowsTenAndLeadsToAsManyAsItSays()
    {
        var page = await portal.GetPageAsync("/search?q=national&lang=en");

        var section = page.QuerySelector("section[aria-labelledby='programme']")!;
        Assert.Equal(10, section.QuerySelectorAll(".result-list > li").Length);
        var all = section.QuerySelector(".section-head a")!;
        var listed = await portal.GetJsonAsync($"/api/v1{all.GetAttribute("href")}&limit=1");
        Assert.Contains($" {listed.GetProperty("meta").Text("count")} programmes", all.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/search?q=how+much+did+France+announce", 1)]
    [InlineData("/search?q=France", 1)]
    [InlineData("/search?q=zzqq+in+France", 1)]
    [InlineData("/search?q=France+compute&kind=programme", 0)]
    public async Task Get_WordsThatNameACountry_LeadToItsPageOnce(string address, int links)
    {
        var page = await portal.GetPageAsync(address + "&lang=en");

        Assert.Equal(links, page.QuerySelectorAll("main li a[href='/countries/FR']").Length);
    }

    [Fact]
    public async Task Get_SlipOfTheKeyboard_SaysThatNothingHasTheWord()
    {
        var page = await portal.GetPageAsync("/search?q=Frnace&lang=en");

        Assert.Equal("Showing results for france: nothing here has the word “frnace”.", page.QuerySelector(".notice")!.TextContent.Trim());
        Assert.Equal("/countries/FR", page.QuerySelector(".result-list a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_Question_SaysWhichOfItsWordsWereLookedFor()
    {
        var page = await portal.GetPageAsync("/search?q=is+Grok+open+source%3F&lang=en");

        Assert.Contains("Grok · open · source", page.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".result-list a[href='/announcements/a-fr-017']"));
    }

    [Fact]
    public async Task Get_NothingAtAll_OffersTheLists()
    {
        var page = await portal.GetPageAsync("/search?q=zzzzqqqq&lang=fr");

        Assert.NotNull(page.QuerySelector(".empty a[href='/programmes']"));
    }

    [Fact]
    public async Task Get_Words_AreNeverMarkup()
    {
        var page = await portal.GetPageAsync("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E&lang=en");

        Assert.DoesNotContain(page.QuerySelectorAll("main script"), script => true);
        Assert.Equal("<script>alert(1)</script>", page.QuerySelector("main input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Get_UnknownParameter_IsRefused()
    {
        using var answer = await portal.Client.GetAsync("/search?query=grok", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
