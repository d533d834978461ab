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
        Assert.Equal("GET, HEAD", (await answer.DocumentAsync()).QuerySelector("main h1 ~ p code, main header + p code")!.TextContent);
    }

    [Theory]
    [InlineData("POST", "/nowhere")]
    [InlineData("PUT", "/nowhere/at/all")]
    [InlineData("DELETE", "/nowhere.css")]
    [InlineData("POST", "/nowhere.json")]
    [InlineData("PATCH", "/api/v1/nowhere")]
    [InlineData("OPTIONS", "/api/v1/nowhere")]
    public async Task Send_ToAnAddressThatIsNone_Is404WhateverTheMethod(string method, string address)
    {
        using var answer = await portal.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("/account/sign-in", "email")]
    [InlineData("/corrections/new?record=figures/f-fr-044", "report")]
    public async Task Post_CharacterThatNothingHolds_Is400AsAPage(string address, string field)
    {
        var page = await portal.Client.GetPageAsync(address);
        var fields = page.QuerySelectorAll("main form input[name]").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        (fields[field], fields["password"]) = ("a\0b", "nine copper kettles sing");
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancel);
        using var coded = new FormUrlEncodedContent(fields);
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            parts.Add(new StringContent(value), name);

        foreach (var content in (HttpContent[])[coded, parts])
        {
            using var answer = await portal.Client.PostAsync(address, content, Cancel);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }
}
