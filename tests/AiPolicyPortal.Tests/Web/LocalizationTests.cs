using System.Net;

namespace AiPolicyPortal.Tests.Web;

public sealed class LocalizationTests(InterfaceHost host) : IClassFixture<InterfaceHost>
{
    [Theory]
    [InlineData("fr-CA, en;q=0.5", "fr")]
    [InlineData("de", "en")]
    [InlineData("fr;q=0, de", "en")]
    [InlineData("en;q=0.5, fr;q=0.9", "fr")]
    public async Task Get_AcceptLanguage_ChoosesTheLanguage(string accepted, string expected)
    {
        var response = await host.CreateClient(accepted).GetAsync("/about", TestContext.Current.CancellationToken);

        Assert.Equal(expected, (await response.DocumentAsync()).DocumentElement.GetAttribute("lang"));
        Assert.Equal([expected], response.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", response.Headers.Vary);
        Assert.Contains("Cookie", response.Headers.Vary);
    }

    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-origin", true)]
    public async Task Get_LanguageOfALink_DoesNotReplaceOneThatWasChosenElsewhere(string site, bool isSet)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        client.DefaultRequestHeaders.Add("Cookie", "lang=en");

        var answer = await client.GetAsync("/about?lang=fr", TestContext.Current.CancellationToken);

        Assert.Equal(isSet, answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("cross-site", false)]
    [InlineData("none", false)]
    public async Task Get_LanguageOfALink_IsKeptForAYearWhereTheReaderChoseItHere(string site, bool isKept)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        var cookie = Assert.Single((await client.GetAsync("/about?lang=fr", TestContext.Current.CancellationToken)).Headers.GetValues("Set-Cookie"));

        Assert.Equal(isKept, cookie.Contains("max-age=", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Get_LangInAddress_WinsAndIsKept()
    {
        var client = host.CreateClient("en");
        var response = await client.GetAsync("/about?lang=fr", TestContext.Current.CancellationToken);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));

        Assert.Equal("À propos du portail", (await response.DocumentAsync()).QuerySelector("h1")!.TextContent);
        Assert.StartsWith("lang=fr;", cookie, StringComparison.Ordinal);

        client.DefaultRequestHeaders.Add("Cookie", "lang=fr");
        Assert.Equal("fr", (await client.PageAsync("/about")).DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", (await client.PageAsync("/about?lang=en")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task LanguageSwitch_KeepsPathAndQuery()
    {
        var page = await host.CreateClient().PageAsync("/about?country=FR&country=EU&q=a%26b&lang=en");

        Assert.Equal("/about?country=FR&country=EU&q=a%26b&lang=fr", page.QuerySelector(".preferences a")!.GetAttribute("href"));
        Assert.Equal("http://localhost/about?country=FR&country=EU&q=a%26b", page.QuerySelector("link[hreflang=x-default]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task LanguageSwitch_OnErrorPage_LeadsToTheAddressAsked()
    {
        var page = await host.CreateClient().PageAsync("/nowhere?q=x&lang=fr");

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("/nowhere?q=x&lang=en", page.QuerySelector(".preferences a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_UnknownLanguage_IsRefusedNamingTheRightOnes()
    {
        var response = await host.CreateClient().GetAsync("/about?lang=xx", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("en, fr", (await response.DocumentAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
