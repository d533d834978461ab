using System.Net;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

public sealed class PageMethodsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "/programmes")]
    [InlineData("DELETE", "/")]
    [InlineData("PUT", "/countries/FR")]
    public async Task Send_MethodThatAPageHasNot_Is405WithAllowAsAPage(string method, string address)
    {
        using var answer = await portal.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address), Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order());
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
