using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

/// <summary>What pages of other sites may read.</summary>
public sealed class CrossOriginTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const string AllowOrigin = "Access-Control-Allow-Origin";
    private const string Site = "https://example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/programmes?limit=1", HttpStatusCode.OK)]
    [InlineData("/charts/new-money.csv", HttpStatusCode.OK)]
    [InlineData("/api/v1/programmes/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/programmes?contry=FR", HttpStatusCode.BadRequest)]
    public async Task Get_ApiAndDataFromAnotherSite_MayBeReadErrorsIncluded(string address, HttpStatusCode status)
    {
        // The second time from memory. A cache on the way, which keeps what anybody was given, serves another site's page too.
        foreach (var origin in new[] { Site, null, Site })
        {
            using var answer = await SendAsync(HttpMethod.Get, address, origin);

            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues(AllowOrigin)));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
            var exposed = string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers"));
            Assert.All(["ETag", "Link", "Retry-After", "RateLimit"], name => Assert.Contains(name, exposed, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Get_FormatThatThereIsNot_MayBeReadToo()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/grants") { Headers = { { "Origin", Site }, { "Accept", "image/png" } } };
        using var answer = await portal.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues(AllowOrigin)));
    }

    [Fact]
    public async Task Options_BeforeARequestWithAKey_AllowsItForADay()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/programmes");
        request.Headers.Add("Origin", Site);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "x-api-key,if-none-match");
        using var answer = await portal.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues(AllowOrigin)));
        Assert.Equal("86400", Assert.Single(answer.Headers.GetValues("Access-Control-Max-Age")));
        var allowed = string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.Contains("x-api-key", allowed, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/mcp", true)]
    [InlineData("/api/v1/programmes", false)]
    public async Task Options_BeforePosting_AllowsItToAssistantsAlone(string address, bool isAllowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add("Origin", Site);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,mcp-protocol-version");
        using var answer = await portal.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(isAllowed, string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Methods")).Split(',').Contains("POST"));
    }

    [Fact]
    public async Task Get_PageFromAnotherSite_MayNotBeRead()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/programmes");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains(AllowOrigin));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? origin = Site)
    {
        using var request = new HttpRequestMessage(method, address);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await portal.Client.SendAsync(request, Cancel);
    }
}
