using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

/// <summary>Addresses as newsletters and social networks pass them on.</summary>
public sealed class TrackingParameterTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("/?fbclid=x", "/")]
    [InlineData("/grants?country=FR&utm_source=letter&UTM_Medium=mail&country=DE", "/grants?country=FR&country=DE")]
    [InlineData("/announcements/a-fr-017?gclid=1&lang=fr", "/announcements/a-fr-017?lang=fr")]
    public async Task Get_PageWithThem_LeadsToThePage(string address, string expected)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Get_PathOfTwoSlashesWithThem_LeadsToNoOtherSite()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://localhost//evil.example/?utm_source=letter"));
        using var answer = await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("/.//evil.example/", answer.Headers.Location?.OriginalString);
        Assert.Equal("localhost", new Uri(request.RequestUri!, answer.Headers.Location!).Host);
    }

    [Fact]
    public async Task Get_ApiWithThem_RefusesThemAsAnyOther()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants?utm_source=letter", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
