using System.Net;

namespace AiPolicyPortal.Tests.Web;

public sealed class ErrorPageTests(InterfaceHost host) : IClassFixture<InterfaceHost>
{
    private readonly HttpClient client = host.CreateClient();

    [Fact]
    public async Task Get_UnknownPage_Is404AndHelps()
    {
        var response = await Get("/nowhere/french-robots");
        var page = await response.DocumentAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("french robots", page.QuerySelector("main input[name=q]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("main a[href='/programmes']"));
    }

    [Fact]
    public async Task Post_UnknownPage_Is404InHtml()
    {
        var response = await client.PostAsync("/nowhere", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.NotNull((await response.DocumentAsync()).QuerySelector("h1"));
    }

    [Fact]
    public async Task Get_RefusedRequest_ListsWhatIsWrong()
    {
        var response = await Get("/refused?contry=FR&q=x");
        var page = await response.DocumentAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["contry", "FR", "country"], page.QuerySelectorAll("main code").Select(code => code.TextContent));
        Assert.NotNull(page.QuerySelector("main a[href='/refused?q=x']"));
    }

    [Fact]
    public async Task Get_RefusedQuery_SaysWhatWouldBeRight()
    {
        var page = await (await Get("/refused-query?lang=fr")).DocumentAsync();

        var faults = page.QuerySelectorAll("main li").Take(3).ToList();
        Assert.Contains("Cette valeur ne peut pas être employée ici.", faults[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Attendu\u00A0: un nombre entier, 1–9", faults[0].TextContent, StringComparison.Ordinal);
        Assert.Null(faults[0].QuerySelector("[lang=en]"));
        Assert.Contains("omettez-le pour commencer à la première page", faults[1].TextContent, StringComparison.Ordinal);
        Assert.Null(faults[1].QuerySelector("[lang=en]"));
        Assert.Equal("'q' contains a null character; leave it out.", faults[2].QuerySelector("[lang=en]")!.TextContent);
    }

    [Fact]
    public async Task Get_RefusedQuery_CanBeMendedBesideEachFaultAndKeepsTheRest()
    {
        var page = await (await Get("/refused-query?country=FR&country=DE&limit=ten&q=a%22b&lang=en")).DocumentAsync();

        var form = page.QuerySelector("main form")!;
        Assert.Equal(("get", "/refused-query"), (form.GetAttribute("method"), form.GetAttribute("action")));
        var fields = form.QuerySelectorAll("input:not([type=hidden])").ToList();
        // A place that the list did not give cannot be mended: without it the list begins anew.
        Assert.Equal(["limit=ten", "q=a\"b"], fields.Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
        Assert.All(fields, field => Assert.NotNull(page.GetElementById(field.GetAttribute("aria-describedby")!)));
        Assert.Equal(
            ["country=FR", "country=DE", "lang=en"],
            form.QuerySelectorAll("input[type=hidden]").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
    }

    [Fact]
    public async Task Get_RefusedValueAmongOthers_HasTheOnlyField()
    {
        var page = await (await Get("/refused-query?limit=ten&limit=7&q=&cursor=x")).DocumentAsync();

        Assert.Equal(["limit=ten", "q=", "limit=7"], page.QuerySelectorAll("main form input").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}"));
    }

    [Fact]
    public async Task Get_UnknownParameterAlone_HasNothingToMend()
    {
        var page = await (await Get("/refused?contry=FR")).DocumentAsync();

        Assert.Empty(page.QuerySelectorAll("main form input:not([type=hidden]), main form button"));
    }

    [Fact]
    public async Task Get_WithdrawnRecord_SaysWhyAndWhatReplacesIt()
    {
        var response = await Get("/withdrawn");
        var notice = (await response.DocumentAsync()).QuerySelector(".notice")!;

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains("Entered twice.", notice.TextContent, StringComparison.Ordinal);
        Assert.Equal("/figures/f-fr-001", notice.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_FailingPage_Is500WithRequestIdAndWithoutDetails()
    {
        var response = await Get("/fails");
        var page = await response.DocumentAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.NotEmpty(page.QuerySelector("main code")!.TextContent);
        Assert.DoesNotContain("secret detail", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/fails", HttpStatusCode.InternalServerError)]
    [InlineData("/api/v1/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/nowhere.json", HttpStatusCode.NotFound)]
    public async Task Get_MachineAddress_AnswersProblemJson(string address, HttpStatusCode status)
    {
        var response = await Get(address);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("secret detail", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/about")]
    [InlineData("/nowhere")]
    [InlineData("/fails")]
    public async Task Get_AnyPage_CarriesThePolicyAndKeepsIt(string address)
    {
        var response = await Get(address);
        var page = await response.DocumentAsync();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src])"));
    }

    [Theory]
    [InlineData("/api/v1/grants")]
    [InlineData("/grants.csv")]
    [InlineData("/grants.atom")]
    [InlineData("/api/v1/nowhere")]
    public async Task Get_Data_LetsNothingRunAndIsInEnglish(string address)
    {
        var response = await Get(address);

        Assert.Equal(["default-src 'none'; frame-ancestors 'none'"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], response.Headers.GetValues("X-Frame-Options"));
        Assert.Equal(["en"], response.Content.Headers.ContentLanguage);
        Assert.False(response.Headers.Contains("Permissions-Policy"));
    }

    private Task<HttpResponseMessage> Get(string address) => client.GetAsync(address, TestContext.Current.CancellationToken);
}
