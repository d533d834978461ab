using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Generation;

public sealed class DataGenerationTests(PostgresFixture postgres)
{
    private const int StarterFigures = 687;

    private static readonly GenerationOptions Asked = new(Grants: 1000, Figures: 1000, Seed: 7, Actor.Shell("test"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_StarterData_MakesWhatWasAskedAsOnePublication()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var keys = await ConstraintsAsync(context);
        var publications = await context.Publications.CountAsync(Cancel);

        var result = await RunAsync(context, Asked);

        Assert.Equal((1000, 1000), (result.Grants, result.Figures));
        Assert.Equal(1000, await context.Grants.CountAsync(grant => grant.Reference.StartsWith("gen-"), Cancel));
        Assert.Equal(result.Recipients, await context.GrantRecipients.CountAsync(recipient => recipient.Grant.Reference.StartsWith("gen-"), Cancel));
        Assert.Equal(1000, await context.Figures.CountAsync(figure => figure.Reference.StartsWith("gen-"), Cancel));
        Assert.Equal(publications + 1, await context.Publications.CountAsync(Cancel));
        Assert.Equal(
            result.Grants + result.Figures + result.Announcements + result.Programmes,
            await context.Revisions.CountAsync(revision => revision.PublicationNumber == result.Publication!.Number, Cancel));
        Assert.Equal(keys, await ConstraintsAsync(context));
    }

    [Fact]
    public async Task Run_StarterData_SpreadsLikeIt()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var before = await SharesAsync(context);

        var result = await RunAsync(context, Asked with { Grants = 5000, Figures = 3 * StarterFigures });

        var after = await SharesAsync(context);
        Assert.All(before, share => Assert.Equal(share.Value, after.GetValueOrDefault(share.Key), tolerance: 0.03));
        var starter = await LinksAsync(context, generated: false);
        Assert.Equal(starter.ToDictionary(kind => kind.Key, kind => 3 * kind.Value), await LinksAsync(context, generated: true));
        Assert.Equal(3 * starter.Values.Sum(), result.Links);
        Assert.True(await context.Grants.Where(grant => grant.Reference.StartsWith("gen-")).Select(grant => grant.Title).Distinct().CountAsync(Cancel) > 1000);
    }

    [Fact]
    public async Task Run_SameSeed_MakesTheSameAndAnotherSeedSomethingElse()
    {
        Assert.Equal(await DigestAsync(Asked), await DigestAsync(Asked));
        Assert.NotEqual(await DigestAsync(Asked), await DigestAsync(Asked with { Seed = 8 }));
    }

    [Fact]
    public async Task Run_Copies_CountLikeTheStarterData()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var (before, without) = await CountedAsync(context);

        await RunAsync(context, Asked with { Grants = 0, Figures = 2 * StarterFigures });

        // Only figures without a rate on their own or on their earlier day differ, and there are few.
        var (after, _) = await CountedAsync(context);
        Assert.InRange(after, 2.8 * before, (3 * before) + (2 * without));
    }

    [Fact]
    public async Task Run_Again_IsRefused()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await RunAsync(context, Asked with { Grants = 1, Figures = 0 });

        var exception = await Assert.ThrowsAsync<GenerationException>(() => RunAsync(context, Asked));

        Assert.Contains("holds generated data already", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await context.Grants.CountAsync(grant => grant.Reference.StartsWith("gen-"), Cancel));
    }

    [Fact]
    public async Task Run_WherePeoplePublished_IsRefused()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("editor"), "An edit."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return Task.CompletedTask;
            },
            Cancel);

        var exception = await Assert.ThrowsAsync<GenerationException>(() => RunAsync(context, Asked));

        Assert.Contains("People have published", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingToGoBy_IsRefused()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var context = store.Open();

        var exception = await Assert.ThrowsAsync<GenerationException>(() => RunAsync(context, Asked));

        Assert.Contains("portal import", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NothingAsked_PublishesNothing()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);

        Assert.Null((await RunAsync(context, Asked with { Grants = 0, Figures = 0 })).Publication);
    }

    private static Task<GenerationResult> RunAsync(PortalDbContext context, GenerationOptions options) =>
        new DataGeneration(context, TimeProvider.System).RunAsync(options, null, Cancel);

    private async Task<string> DigestAsync(GenerationOptions options)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await RunAsync(context, options with { Grants = 300, Figures = 300 });
        return await context.Database.SqlQuery<string>(
            $"""
            select md5(string_agg(line, ',' order by line)) as "Value" from (
              select reference || title || coalesce(amount::text, '') || currency_code || coalesce(awarded_on::text, '') as line from grants
              union all select reference || coalesce(amount_low::text, '') || currency_code from figures
              union all select reference || title || stated_on from announcements) as lines
            """).SingleAsync(Cancel);
    }

    private static async Task<(int Counted, int WithoutRate)> CountedAsync(PortalDbContext context)
    {
        using var snapshots = new MoneySnapshots();
        var query = new TotalQuery { Stage = Stage.Announced };
        var total = (await new TotalQueries(context, snapshots, new PublishedAnswers(keep: false), TimeProvider.System).AnswerAsync(query, Cancel)).Answer.Total;
        return (total.Counted.Count, total.NotConvertedCount);
    }

    /// <summary>The share of the grants with each currency, kind of funder, country and whether an amount is disclosed.</summary>
    private static async Task<Dictionary<string, double>> SharesAsync(PortalDbContext context)
    {
        var grants = await context.Grants.AsNoTracking().Include(grant => grant.Recipients).ToListAsync(Cancel);
        return grants
            .SelectMany(grant => new[]
            {
                grant.CurrencyCode, grant.FunderType.ToString(), grant.Stage.ToString(), grant.ProgrammeId?.ToString() ?? "none",
                grant.Amount is null ? "undisclosed" : "disclosed", grant.Recipients.FirstOrDefault()?.CountryCode ?? "nowhere",
                $"{grant.Recipients.Count} recipients",
            })
            .GroupBy(value => value).ToDictionary(group => group.Key, group => group.Count() / (double)grants.Count);
    }

    private static Task<Dictionary<FigureLinkKind, int>> LinksAsync(PortalDbContext context, bool generated) => context.FigureLinks
        .Where(link => link.From.Reference.StartsWith("gen-") == generated)
        .GroupBy(link => link.Kind).ToDictionaryAsync(kind => kind.Key, kind => kind.Count(), Cancel);

    private static Task<List<string>> ConstraintsAsync(PortalDbContext context) => context.Database.SqlQuery<string>(
        $"""
        select conname || ' ' || pg_get_constraintdef(oid) || convalidated as "Value" from pg_constraint
        where conrelid in ('grants'::regclass, 'grant_recipients'::regclass) order by 1
        """).ToListAsync(Cancel);
}
