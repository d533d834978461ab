using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>What became of opening a preview.</summary>
/// <param name="ChangeSet">Null when there is none.</param>
/// <param name="Faults">What is wrong with it; with any the context reads what is published.</param>
/// <param name="Busy">Something is being published at this moment.</param>
public sealed record PreviewResult(ChangeSet? ChangeSet, IReadOnlyList<DraftFault> Faults, bool Busy);

/// <summary>
/// Lets a context read the portal as it would be with a change set published: inside a transaction that is never committed. Publications
/// wait for it, so it is held for one page.
/// </summary>
public sealed class ChangeSetPreview(PortalDbContext context, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private IDbContextTransaction? transaction;

    public async Task<PreviewResult> OpenAsync(long number, CancellationToken cancellationToken)
    {
        if (await new ChangeSets(context, time).FindAsync(number, cancellationToken) is not { } set)
        {
            return new PreviewResult(null, [], Busy: false);
        }

        context.IsTrial = true;
        transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await EnterAsync(cancellationToken))
        {
            return new PreviewResult(set, [], Busy: true);
        }

        var drafts = set.State == ChangeSetState.Published ? [] : set.Drafts;
        return new PreviewResult(set, await new ChangeSetPublishing(context, time).TryAsync(drafts, cancellationToken), Busy: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
        {
            await transaction.RollbackAsync();
            await transaction.DisposeAsync();
            context.IsTrial = false;
        }
    }

    private async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            if (await Publisher.TryEnterAsync(context, cancellationToken))
            {
                return true;
            }

            if (waited >= Patience)
            {
                return false;
            }

            await Task.Delay(Step, cancellationToken);
        }
    }
}
