using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>A reader of all pages while others publish.</summary>
public sealed class GrantWalkTests(PostgresFixture postgres)
{
    private const int Grants = 300;
    private const int Limit = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("payingCountry=US")]
    [InlineData("q=research")]
    public async Task Get_EveryPageWhileGrantsComeChangeAndGo_SeesEachThatStayedOnce(string query)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using (var context = StarterDatabase.CreateContext(database.ConnectionString))
        {
            await new DataGeneration(context, TimeProvider.System).RunAsync(new GenerationOptions(Grants, 0, 7, Actor.Shell("test")), null, Cancel);
        }

        await using var factory = StarterPortal.CreateFactory(database.ConnectionString);
        using var client = factory.CreateClient();
        var before = await ReferencesAsync(client, query, null);
        var seen = new List<string>();
        var random = new Random(5);
        await ReferencesAsync(client, query, async page =>
        {
            seen.AddRange(page);
            await PublishAsync(database.ConnectionString, random, seen.Count);
        });
        var after = await ReferencesAsync(client, query, null);

        Assert.True(before.Count > 5 * Limit);
        Assert.NotEqual(before.Order(), after.Order());
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Empty(before.Intersect(after).Except(seen));
    }

    private static async Task PublishAsync(string connectionString, Random random, int number)
    {
        await using var context = StarterDatabase.CreateContext(connectionString);
        await new Publisher(context, TimeProvider.System).PublishAsync(new PublicationRequest(PublicationKind.Edit, Actor.Shell("test"), "A test."), async (scope, token) =>
        {
            var grants = await context.Grants.Where(grant => grant.WithdrawnAt == null).OrderBy(grant => grant.Reference).ToListAsync(token);
            var (changed, gone, like) = (grants[random.Next(grants.Count)], grants[random.Next(grants.Count)], grants[random.Next(grants.Count)]);
            (changed.Title, changed.Amount, changed.Awarded) = ($"Research anew {number}", number, PartialDate.OfYear(random.Next(2012, 2026)));
            scope.Change(changed, "title", "before", changed.Title);
            scope.Create(new Grant
            {
                Reference = $"g-walk-{number}",
                Title = $"Research begun {number}",
                CurrencyCode = "USD",
                Amount = 5,
                ProgrammeId = like.ProgrammeId,
                FunderId = like.FunderId,
                Awarded = PartialDate.OfYear(random.Next(2012, 2026)),
            });
            if (gone != changed)
            {
                scope.Withdraw(gone, "withdrawn_at");
            }
        }, Cancel);
    }

    private static async Task<List<string>> ReferencesAsync(HttpClient client, string query, Func<IReadOnlyList<string>, Task>? between)
    {
        var all = new List<string>();
        await foreach (var (_, page) in client.PagesAsync($"/api/v1/grants?{query}&limit={Limit}".Replace("?&", "?", StringComparison.Ordinal)))
        {
            all.AddRange(page);
            if (between is not null)
            {
                await between(page);
            }
        }

        return all;
    }
}
