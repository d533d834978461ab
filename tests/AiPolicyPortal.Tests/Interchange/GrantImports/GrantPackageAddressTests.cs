using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

public sealed class GrantPackageAddressTests(PostgresFixture postgres, ListeningPortal portal) : IClassFixture<ListeningPortal>
{
    [Fact]
    public async Task Get_PackageWithAFilter_IsRefusedByNameAndNotIgnored()
    {
        using var answer = await portal.Client.GetAsync("/grants.360giving.json?country=FR", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("'country'", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Package_HasEveryGrantOrCountsItAsLeftOut()
    {
        using var answer = await portal.Client.GetAsync("/grants.360giving.json", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var package = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        var left = int.Parse(((string)package["description"]!).Split(' ')[0], CultureInfo.InvariantCulture);
        await using var context = StarterDatabase.CreateContext(await StarterDatabase.SharedAsync(postgres));
        Assert.Equal(await context.Grants.Holding().CountAsync(TestContext.Current.CancellationToken), package["grants"]!.AsArray().Count + left);
        Assert.All(package["grants"]!.AsArray(), grant => Assert.NotNull(grant!["amountAwarded"]));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/grants.360giving.json") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var unchanged = await portal.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
