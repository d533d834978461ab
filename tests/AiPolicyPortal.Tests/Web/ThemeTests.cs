using System.Net;

namespace AiPolicyPortal.Tests.Web;

public sealed class ThemeTests(InterfaceHost host) : IClassFixture<InterfaceHost>
{
    [Fact]
    public async Task Post_Dark_IsKeptAndLeadsBack()
    {
        var response = await Post("dark", "/about?lang=fr");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/about?lang=fr", response.Headers.Location!.OriginalString);
        Assert.StartsWith("theme=dark;", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithDarkCookie_IsDarkFromTheServer()
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", "theme=dark");
        var page = await client.PageAsync("/about");

        Assert.Equal("dark", page.DocumentElement.GetAttribute("data-theme"));
        Assert.Equal("dark", page.QuerySelector(".theme-switch [aria-pressed=true]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/search?q=énergie", "/search?q=%C3%A9nergie")]
    [InlineData("/search?q=a b&lang=fr#main", "/search?q=a%20b&lang=fr#main")]
    [InlineData("/search?q=%C3%A9", "/search?q=%C3%A9")]
    public async Task Post_AddressThatIsNotEncoded_LeadsBackToItEncoded(string returnUrl, string location)
    {
        var response = await Post("dark", returnUrl);

        Assert.Equal((HttpStatusCode.Redirect, location), (response.StatusCode, response.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("")]
    public async Task Post_AddressOfAnotherSite_IsRefused(string returnUrl)
    {
        var response = await Post("dark", returnUrl);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Post_UnknownTheme_IsRefused() => Assert.Equal(HttpStatusCode.BadRequest, (await Post("pink", "/")).StatusCode);

    private Task<HttpResponseMessage> Post(string theme, string returnUrl) => host.CreateClient().PostAsync(
        "/preferences/theme",
        new FormUrlEncodedContent(new Dictionary<string, string> { ["theme"] = theme, ["returnUrl"] = returnUrl }),
        TestContext.Current.CancellationToken);
}
