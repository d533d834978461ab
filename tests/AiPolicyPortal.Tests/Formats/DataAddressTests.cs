using System.Net;
using System.Text.Json.Nodes;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Formats;

/// <summary>Pages that are no list have their data beside them, and data may be asked for with an ending too.</summary>
public sealed class DataAddressTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("/search.json?q=compute", "/api/v1/search?q=compute")]
    [InlineData("/search.json?q=compute&lang=fr", "/api/v1/search?q=compute")]
    [InlineData("/totals/explain.json?stage=announced&country=FR", "/api/v1/totals/explain?stage=announced&country=FR")]
    [InlineData("/totals/new-money.json?country=FR", "/api/v1/new-money?country=FR")]
    [InlineData("/coverage.json", "/api/v1/coverage")]
    [InlineData("/api/v1/coverage.json", "/api/v1/coverage")]
    [InlineData("/api/v1/totals.json?stage=announced&country=FR", "/api/v1/totals?stage=announced&country=FR")]
    [InlineData("/api/v1/search.json?q=compute", "/api/v1/search?q=compute")]
    public async Task Json_AtAnAddressOfItsOwn_IsTheSameData(string address, string usual) =>
        Assert.Equal(await DataAsync(usual), await DataAsync(address));

    [Theory]
    [InlineData("/totals/explain.csv?stage=announced&country=FR", "/api/v1/totals/explain.csv?stage=announced&country=FR")]
    [InlineData("/totals/new-money.csv?country=FR", "/api/v1/new-money.csv?country=FR")]
    public async Task Csv_BesideItsPage_IsThatOfTheApi(string address, string usual) =>
        Assert.Equal(await TextAsync(usual), await TextAsync(address));

    [Theory]
    [InlineData("/search.csv?q=compute")]
    [InlineData("/api/v1/nothing.json")]
    [InlineData("/about.json")]
    public async Task Data_ThatThereIsNot_Is404(string address)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> DataAsync(string address) => JsonNode.Parse(await TextAsync(address))!["data"]!.ToJsonString();

    private async Task<string> TextAsync(string address)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {text}");
        return text;
    }
}
