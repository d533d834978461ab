using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Generation;

/// <summary>
/// Fills a portal with data to measure it by, spread like what it holds: one publication, copied in bulk. It is for a database that can
/// be thrown away, since what was published is never deleted.
/// </summary>
public sealed class DataGeneration(PortalDbContext context, TimeProvider time)
{
    /// <summary>What the reference of every generated record begins with.</summary>
    public const string Mark = "gen-";

    private const int BatchSize = 20_000;

    /// <param name="options">How much.</param>
    /// <param name="progress">Told in words how far it is; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops with nothing changed.</param>
    /// <exception cref="GenerationException">The database has nothing to go by, or must not be filled.</exception>
    public async Task<GenerationResult> RunAsync(GenerationOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var result = new GenerationResult(0, 0, 0, 0, 0, 0, null);
        var publication = await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, options.Actor, $"Data generated to measure with, seed {options.Seed}."),
            async (scope, token) =>
            {
                await RefuseAsync(token);
                var (dice, ids) = (new Dice(options.Seed), new SequentialIds(scope.Moment));
                result = await CopyFiguresAsync(options.Figures, scope.Moment, dice, ids, progress, token);
                result = await CopyGrantsAsync(options.Grants, scope.Moment, dice, ids, progress, result, token);
                if (options.Grants + options.Figures > 0)
                {
                    scope.NoteChangeBeyondRecords();
                    scope.CopiedGrants = options.Grants > 0;
                    scope.WhenNumbered = (numbered, then) => FinishAsync(numbered, progress, then);
                }
            },
            cancellationToken);
        return result with { Publication = publication };
    }

    private async Task RefuseAsync(CancellationToken cancellationToken)
    {
        if (await context.Grants.AnyAsync(grant => grant.Reference.StartsWith(Mark), cancellationToken)
            || await context.Figures.AnyAsync(figure => figure.Reference.StartsWith(Mark), cancellationToken))
        {
            throw new GenerationException("The database holds generated data already. Begin with a new database: portal migrate, then portal import.");
        }

        if (await context.Publications.AnyAsync(publication => publication.Kind == PublicationKind.Edit, cancellationToken))
        {
            throw new GenerationException("People have published in this database, and generated data cannot be taken out again. Take a database of its own.");
        }
    }

    private async Task<GenerationResult> CopyFiguresAsync(
        int count, DateTimeOffset moment, Dice dice, SequentialIds ids, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var result = new GenerationResult(0, 0, 0, 0, 0, 0, null);
        if (count == 0)
        {
            return result;
        }

        var sample = await MoneySample.LoadAsync(context, cancellationToken);
        RequireSample(sample.Figures.Count, "figures");
        var titles = new WordChain(sample.Announcements.Select(announcement => announcement.Title));
        for (var number = 1; result.Figures < count; number++)
        {
            var copy = new MoneyCopy(sample, number, count - result.Figures, moment, titles, dice, ids);
            result = result with
            {
                Programmes = result.Programmes + await BulkCopy.ToTableAsync(context, copy.Programmes, cancellationToken),
                Announcements = result.Announcements + await BulkCopy.ToTableAsync(context, copy.Announcements, cancellationToken),
                Figures = result.Figures + await BulkCopy.ToTableAsync(context, copy.Figures, cancellationToken),
                Links = result.Links + await BulkCopy.ToTableAsync(context, copy.Links, cancellationToken),
            };
            await BulkCopy.ToTableAsync(context, copy.Citations, cancellationToken);
            await BulkCopy.ToTableAsync(context, copy.Preferences, cancellationToken);
        }

        progress?.Report($"{result.Figures} figures");
        return result;
    }

    private async Task<GenerationResult> CopyGrantsAsync(
        int count, DateTimeOffset moment, Dice dice, SequentialIds ids, IProgress<string>? progress, GenerationResult result,
        CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return result;
        }

        var samples = await context.Grants.AsNoTracking().Holding().Include(grant => grant.Recipients.OrderBy(recipient => recipient.Position))
            .OrderBy(grant => grant.Reference).ToListAsync(cancellationToken);
        RequireSample(samples.Count, "grants");
        var recipients = 0;
        var maker = new GrantMaker(samples, moment, dice, ids);
        var grants = await WithoutForeignKeysAsync(async () =>
        {
            var copied = 0;
            foreach (var batch in maker.Make(count).Chunk(BatchSize))
            {
                copied += await BulkCopy.ToTableAsync(context, batch, cancellationToken);
                recipients += await BulkCopy.ToTableAsync(context, batch.SelectMany(grant => grant.Recipients), cancellationToken);
                progress?.Report($"{copied} of {count} grants");
            }

            return copied;
        });
        return result with { Grants = grants, Recipients = recipients };

        Task<int> WithoutForeignKeysAsync(Func<Task<int>> fill) => FirstFill.WithoutForeignKeysAsync(
            context, "grants", () => FirstFill.WithoutForeignKeysAsync(context, "grant_recipients", fill, cancellationToken), cancellationToken);
    }

    private static void RequireSample(int count, string what)
    {
        if (count == 0)
        {
            throw new GenerationException($"The database has no {what} to go by. Load the starter data first: portal import");
        }
    }

    private async Task FinishAsync(Publication publication, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        progress?.Report("Revisions and statistics");
        await context.Database.ExecuteSqlAsync(
            $$"""
            insert into revisions (id, publication_number, record_kind, record_id, reference, number, change, changes)
            select gen_random_uuid(), {{publication.Number}}, kind, id, reference, 1, 'created', '{}'
            from (
              select 'programme' as kind, id, reference, recorded_at from programmes
              union all select 'announcement', id, reference, recorded_at from announcements
              union all select 'figure', id, reference, recorded_at from figures
              union all select 'grant', id, reference, recorded_at from grants) as record
            where recorded_at = {{publication.PublishedAt}} and reference like {{Mark + "%"}}
            """,
            cancellationToken);
        await context.Database.ExecuteSqlRawAsync(
            "analyze programmes, announcements, citations, figures, figure_links, figure_preferences, grants, grant_recipients, revisions",
            cancellationToken);
    }
}
