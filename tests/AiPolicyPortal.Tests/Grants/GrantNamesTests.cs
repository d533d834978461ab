using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>Lists are named from memory, which may be a moment behind what they show.</summary>
public sealed class GrantNamesTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_WithAFunderThatCameAMomentAgo_NamesIt()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        // Nobody tells of another publication.
        var latest = new LatestPublication();
        latest.Hear(new HeardPublication(1, DateTimeOffset.UtcNow));
        var names = new GrantNameSnapshots(latest);
        var grants = context.Grants.AsNoTracking().OrderBy(grant => grant.Reference).Take(1);
        var before = Assert.Single(await names.ListAsync(context, grants, Cancel));

        var id = Guid.CreateVersion7();
        await context.Database.ExecuteSqlAsync(
            $"insert into organisations select (jsonb_populate_record(one, jsonb_build_object('id', {id}, 'reference', 'late', 'name', 'Came a moment ago'))).* from organisations one limit 1",
            Cancel);
        await context.Database.ExecuteSqlAsync($"update grants set funder_id = {id} where id = {before.Id}", Cancel);
        var after = Assert.Single(await names.ListAsync(context, grants, Cancel));

        Assert.NotEqual("Came a moment ago", before.Funder?.Name);
        Assert.Equal(("late", "Came a moment ago"), (after.Funder?.Ref, after.Funder?.Name));
        Assert.Equal((before.Ref, before.Programme, before.Country, before.Recipient), (after.Ref, after.Programme, after.Country, after.Recipient));
    }
}
