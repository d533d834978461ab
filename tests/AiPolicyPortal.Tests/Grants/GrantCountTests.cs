using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>The counts that publications write are what counting the grants gives.</summary>
public sealed class GrantCountTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Grants_CountsThemByCountryAndProgramme()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await RequireExactAsync(context);

        await new DataGeneration(context, TimeProvider.System).RunAsync(new GenerationOptions(2000, 0, 3, Actor.Shell("test")), null, Cancel);
        await RequireExactAsync(context);
    }

    [Fact]
    public async Task Publish_GrantWithdrawnAndRecipientMoved_CountsAnew()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await using (var _ = context.Database.BeginTransaction())
        {
            await context.Database.ExecuteSqlAsync($"update grants set withdrawn_at = now() where reference = 'g-ae-002'", Cancel);
            await context.Database.ExecuteSqlAsync($"update grant_recipients set country_code = 'NZ' where country_code = 'FR'", Cancel);
            await GrantIndexing.RebuildAsync(context, Cancel);
            await RequireExactAsync(context);
            Assert.False(await context.GrantCounts.AnyAsync(count => count.CountryCode == "FR", Cancel));
        }
    }

    private static async Task RequireExactAsync(PortalDbContext context)
    {
        var grants = await context.Grants.AsNoTracking().Where(grant => grant.WithdrawnAt == null).Include(grant => grant.Recipients).ToListAsync(Cancel);
        var counts = await context.GrantCounts.AsNoTracking().ToListAsync(Cancel);

        Assert.Equal(grants.Count, Assert.Single(counts, count => count is { CountryCode: null, ProgrammeId: null }).Count);
        Assert.Equal(
            grants.Where(grant => grant.ProgrammeId is not null).GroupBy(grant => grant.ProgrammeId!.Value).ToDictionary(group => group.Key, group => group.Count()),
            counts.Where(count => count.ProgrammeId is not null).ToDictionary(count => count.ProgrammeId!.Value, count => count.Count));
        var countries = grants.SelectMany(grant => grant.Recipients.Select(recipient => recipient.CountryCode).OfType<string>().Distinct().Select(code => (Code: code, Grant: grant)))
            .GroupBy(pair => pair.Code, pair => pair.Grant).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(
            countries.ToDictionary(country => country.Key, country => country.Value.Count),
            counts.Where(count => count.CountryCode is not null).ToDictionary(count => count.CountryCode!, count => count.Count));
        Assert.All(counts.Where(count => count.CountryCode is not null), count => Assert.Equal(Latest(countries[count.CountryCode!]), count.Latest));
    }

    private static IEnumerable<Guid> Latest(IEnumerable<Grant> grants) => grants
        .OrderByDescending(grant => grant.AwardedOn ?? DateOnly.MinValue).ThenBy(grant => grant.Reference, StringComparer.Ordinal)
        .Take(GrantCount.LatestLength).Select(grant => grant.Id);
}
