using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>However a page of an order is looked for, it holds the same grants.</summary>
public sealed class GrantOrderTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const int Limit = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4 * Limit)]
    [InlineData(10_000)]
    public async Task Get_EveryPageOfEachOrder_IsTheSameHoweverMuchOfTheOrderIsLookedThrough(int near)
    {
        await using var factory = StarterPortal.CreateFactory(portal.ConnectionString).WithWebHostBuilder(host => host
            .ConfigureTestServices(services => services.AddSingleton(new GrantOrderLimits(Few: 0, near, Part: 1))));
        using var client = factory.CreateClient();
        foreach (var query in (string[])["country=FR", "country=!FR&band=!undisclosed", "q=research&stage=awarded", "source=s-0553&source=s-0156"])
        {
            foreach (var sort in (string[])["-added", "-awarded", "amount", "title", "-start", "updatedAt"])
            {
                var first = $"/api/v1/grants?{query}&sort={sort}&limit={Limit}";
                var usual = await portal.Client.PagesAsync(first).ToListAsync(Cancel);
                var found = await client.PagesAsync(first).ToListAsync(Cancel);
                var back = await client.PagesAsync(found[^1].Address, "previous").ToListAsync(Cancel);

                Assert.True(usual.Count > 2, first);
                Assert.Equal(usual.Select(page => page.References), found.Select(page => page.References));
                Assert.Equal(usual.Select(page => page.References), back.Select(page => page.References).Reverse());
            }
        }
    }
}
