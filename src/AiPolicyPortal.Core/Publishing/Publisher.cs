using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing;

/// <summary>
/// The one way into the public tables. Each publication is one transaction with one moment and one audit entry, leaves a
/// revision on each record it changes, and tells every node its number. Publications are made one after the other, so
/// that their numbers and moments follow the order in which they become visible.
/// </summary>
public sealed class Publisher(PortalDbContext context, TimeProvider time)
{
    /// <summary>The PostgreSQL channel on which a publication's number is announced once it is committed.</summary>
    public const string Channel = "portal_publication";

    private const long PublicationLock = 0x706F7274616C;

    /// <summary>
    /// Runs <paramref name="write"/> in a publication. Changes left on the context are saved with it.
    /// </summary>
    /// <returns>The publication, or null when nothing changed or the scope was discarded; the database is then as before.</returns>
    public async Task<Publication?> PublishAsync(
        PublicationRequest request, Func<PublicationScope, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({PublicationLock})", cancellationToken);
            var scope = new PublicationScope(context, await NextMomentAsync(context, time, cancellationToken));
            context.PublicationMoment = scope.Moment;
            await context.Database.ExecuteSqlAsync($"select set_config('portal.moment', ({scope.Moment})::timestamptz::text, true)", cancellationToken);
            await write(scope, cancellationToken);
            if (!scope.IsWorthPublishing)
            {
                await transaction.RollbackAsync(cancellationToken);
                context.ChangeTracker.Clear();
                return null;
            }

            var publication = await SettleAsync(context, scope, request, cancellationToken);
            if (scope.WhenNumbered is { } finish)
            {
                await finish(publication, cancellationToken);
            }

            await PublicationAudit.AppendAsync(context, time, publication, request, cancellationToken);
            await context.Database.ExecuteSqlAsync($"select pg_notify({Channel}, {publication.Number}::text)", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return publication;
        }
        catch
        {
            context.ChangeTracker.Clear();
            throw;
        }
        finally
        {
            (context.PublicationMoment, context.HasEarlierKnowledge) = (null, false);
        }
    }

    /// <summary>Saves what was written with its revisions, and makes anew what is kept of it for reading.</summary>
    internal static async Task<Publication> SettleAsync(
        PortalDbContext context, PublicationScope scope, PublicationRequest request, CancellationToken cancellationToken)
    {
        var publication = scope.Close(request);
        context.Add(publication);
        await context.SaveChangesAsync(cancellationToken);
        if (context.HasEarlierKnowledge)
        {
            await context.Database.ExecuteSqlAsync($"select history.date_back({scope.Moment})", cancellationToken);
        }

        await GrantIndexing.RefreshAsync(context, scope, cancellationToken);
        await ReleaseAssessing.RefreshAsync(context, scope, cancellationToken);
        return publication;
    }

    /// <summary>Keeps everybody from publishing until the transaction ends; false while somebody is publishing.</summary>
    internal static Task<bool> TryEnterAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({PublicationLock}) as \"Value\"").SingleAsync(cancellationToken);

    // A clock set back must not put a publication before its predecessor.
    internal static async Task<DateTimeOffset> NextMomentAsync(PortalDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        var moment = Instant.Now(time);
        var last = await context.Publications.MaxAsync(publication => (DateTimeOffset?)publication.PublishedAt, cancellationToken);
        return last >= moment ? last.Value.AddMicroseconds(1) : moment;
    }
}
