using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Releases;

/// <summary>The stored results, through publications, against working every one out anew.</summary>
public sealed class ReleaseAssessingTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_WhateverHappensToReleases_KeepsEveryAssessmentAsIfWorkedOutAnew()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await AssertAllTrueAsync(database);

        await PublishAsync(database, async context =>
        {
            var open = await context.Releases.Include(release => release.Components).FirstAsync(release => release.Reference == "olmo", Token);
            return (open, scope =>
            {
                open.Components.Single(component => component.Component == Component.TrainingCode).Availability = Availability.Closed;
                scope.Change(open, "release_components[training-code osai-index].availability", "open", "closed");
            }
            );
        });
        Assert.Equal(OsaidVerdict.No, (await OfAsync(database, "olmo"))!.Osaid);
        await AssertAllTrueAsync(database);

        await PublishAsync(database, async context =>
        {
            var release = await context.Releases.FirstAsync(one => one.Reference == "grok-1", Token);
            return (release, scope =>
            {
                release.Licence = null;
                scope.Change(release, "licence", "Apache-2.0", null);
            }
            );
        });
        Assert.Equal(LicenceFamily.NotStated, (await OfAsync(database, "grok-1"))!.LicenceFamily);

        await PublishAsync(database, async context =>
        {
            var release = await context.Releases.FirstAsync(one => one.Reference == "yulan", Token);
            return (release, scope => scope.Withdraw(release, "withdrawn_at"));
        });
        Assert.Null(await OfAsync(database, "yulan"));
        await AssertAllTrueAsync(database);
    }

    [Fact]
    public async Task Ensure_RowsOfOlderRulesOrNone_AreWorkedOutAnew()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using (var context = StarterDatabase.CreateContext(database.ConnectionString))
        {
            await context.ReleaseAssessments.Where(assessment => assessment.Mof == MofClass.None).ExecuteDeleteAsync(Token);
            await context.ReleaseAssessments.Where(assessment => assessment.Mof == MofClass.Unknown)
                .ExecuteUpdateAsync(set => set.SetProperty(assessment => assessment.Rules, "0").SetProperty(assessment => assessment.Osaid, OsaidVerdict.Yes), Token);
            await ReleaseAssessing.EnsureAsync(context, Token);
        }

        await AssertAllTrueAsync(database);
    }

    private static async Task AssertAllTrueAsync(TestDatabase database)
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var releases = await context.Releases.AsNoTracking().Where(release => release.WithdrawnAt == null)
            .Include(release => release.Components).Include(release => release.Assessment).ToListAsync(Token);

        Assert.NotEmpty(releases);
        Assert.Equal(releases.Count, await context.ReleaseAssessments.CountAsync(Token));
        Assert.All(releases, release => Assert.Equivalent(
            ReleaseAssessing.Assess(release.Id, new KnownRelease(release.Licence, [.. release.Components.Select(component => component.ToJudged())])), release.Assessment, strict: true));
    }

    private static async Task<ReleaseAssessment?> OfAsync(TestDatabase database, string reference)
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        return await context.Releases.AsNoTracking().Where(release => release.Reference == reference).Select(release => release.Assessment).FirstAsync(Token);
    }

    private static async Task PublishAsync(TestDatabase database, Func<Core.Persistence.PortalDbContext, Task<(Release Release, Action<PublicationScope> Change)>> edit)
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var published = await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("editor"), "Test"),
            async (scope, _) => (await edit(context)).Change(scope),
            Token);
        Assert.NotNull(published);
    }
}
