using System.Globalization;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>Takes the drafts of a change set over into the public tables, for good, to find their faults, or to look at the result.</summary>
public sealed class ChangeSetPublishing(PortalDbContext context, TimeProvider time)
{
    internal async Task<ChangeAnswer> PublishAsync(long number, Actor actor, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        var asked = await new ChangeSets(context, time).FindAsync(number, cancellationToken);
        if (asked is null)
        {
            return new ChangeAnswer(ChangeOutcome.Unknown, null);
        }

        var answer = new ChangeAnswer(ChangeOutcome.Nothing, asked);
        var request = new PublicationRequest(PublicationKind.Edit, actor, asked.Reason ?? asked.Title)
        {
            Detail = new Dictionary<string, string>
            {
                ["change-set"] = number.ToString(CultureInfo.InvariantCulture),
                ["approved-by"] = asked.ApproverName ?? "",
            },
        };
        var publication = await new Publisher(context, time).PublishAsync(
            request,
            async (scope, token) =>
            {
                var set = (await new ChangeSets(context, time).LockAsync(number, token))!;
                answer = await TakeOverAsync(set, actor, scope, token);
                if (!answer.Succeeded)
                {
                    scope.Discard();
                }
            },
            cancellationToken);
        return publication is not null ? answer with { Publication = publication }
            : answer.Succeeded ? answer with { Outcome = ChangeOutcome.Nothing }
            : answer;
    }

    /// <summary>Everything wrong with drafts, by comparing them with what the portal holds.</summary>
    internal async Task<IReadOnlyList<DraftFault>> FaultsAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellationToken)
    {
        // A context of its own would not see the caller's transaction, and this one tracks the caller's changes.
        var tracked = context.ChangeTracker.Entries().Select(entry => (entry.Entity, entry.State)).ToList();
        try
        {
            return await RunAsync(drafts, new PublicationScope(context, await Publisher.NextMomentAsync(context, time, cancellationToken)), onlyCompares: true, cancellationToken);
        }
        finally
        {
            context.ChangeTracker.Clear();
            foreach (var (entity, state) in tracked)
            {
                context.Entry(entity).State = state;
            }
        }
    }

    /// <summary>
    /// Makes the drafts public within the context's open transaction, for whoever reads through this context until it is rolled back.
    /// </summary>
    /// <returns>What is wrong with them; when there is anything, nothing was changed.</returns>
    internal async Task<IReadOnlyList<DraftFault>> TryAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellationToken)
    {
        var scope = new PublicationScope(context, await Publisher.NextMomentAsync(context, time, cancellationToken));
        context.PublicationMoment = scope.Moment;
        try
        {
            var faults = await RunAsync(drafts, scope, onlyCompares: false, cancellationToken);
            if (faults.Count == 0)
            {
                await Publisher.SettleAsync(context, scope, new PublicationRequest(PublicationKind.Edit, Actor.Portal, "Preview."), cancellationToken);
            }

            return faults;
        }
        finally
        {
            (context.PublicationMoment, context.HasEarlierKnowledge) = (null, false);
            context.ChangeTracker.Clear();
        }
    }

    private async Task<ChangeAnswer> TakeOverAsync(ChangeSet set, Actor actor, PublicationScope scope, CancellationToken cancellationToken)
    {
        if (set.State is not (ChangeSetState.Approved or ChangeSetState.Scheduled))
        {
            return new ChangeAnswer(ChangeOutcome.WrongState, set);
        }

        var due = actor == Actor.Portal && set.ScheduledFor <= scope.Moment;
        if (actor == Actor.Portal && !due)
        {
            // It was put off while its turn was waited for.
            return new ChangeAnswer(ChangeOutcome.WrongState, set);
        }

        if (!due && set.IsBy(actor))
        {
            return new ChangeAnswer(ChangeOutcome.OwnWork, set);
        }

        var moved = await MovedAsync(set.Drafts, cancellationToken);
        if (moved.Count > 0)
        {
            return new ChangeAnswer(ChangeOutcome.Moved, set) { Moved = moved };
        }

        context.ChangeTracker.Clear();
        var faults = await RunAsync(set.Drafts, scope, onlyCompares: false, cancellationToken);
        if (faults.Count > 0)
        {
            return new ChangeAnswer(ChangeOutcome.Faults, set) { Faults = faults };
        }

        scope.WhenNumbered = (publication, token) => context.ChangeSets.Where(known => known.Id == set.Id).ExecuteUpdateAsync(
            known => known.SetProperty(changed => changed.State, ChangeSetState.Published)
                .SetProperty(changed => changed.PublicationNumber, publication.Number)
                .SetProperty(changed => changed.ScheduledFor, (DateTimeOffset?)null)
                .SetProperty(changed => changed.UpdatedAt, scope.Moment),
            token);
        return new ChangeAnswer(ChangeOutcome.Done, set);
    }

    /// <summary>The drafts whose records are no longer what they began from.</summary>
    private async Task<IReadOnlyList<Draft>> MovedAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellationToken)
    {
        var moved = new List<Draft>();
        foreach (var draft in drafts.Where(draft => !draft.IsNew))
        {
            var found = await RecordKinds.Find(context, draft.Kind, draft.Reference).FirstOrDefaultAsync(cancellationToken);
            if (found?.Revision != draft.BaseRevision)
            {
                moved.Add(draft);
            }
        }

        return moved;
    }

    /// <summary>New records whose reference another one got meanwhile, and which would be taken for changes to that.</summary>
    private async Task<IReadOnlyList<DraftFault>> TakenAsync(IReadOnlyList<Draft> drafts, CancellationToken cancellationToken)
    {
        var taken = new List<DraftFault>();
        foreach (var draft in drafts.Where(draft => draft.IsNew))
        {
            if (await RecordKinds.Find(context, draft.Kind, draft.Reference).AnyAsync(cancellationToken))
            {
                var file = RecordForm.FileOf(RecordForm.MainFileOf(draft.Kind));
                taken.Add(new DraftFault(draft.Id, file.Name, 0, file.Key[0], draft.Reference, FaultCodes.TakenReference,
                    "A reference that no record has: another record was published with this one. Choose another or, where it is the same record, change that one instead."));
            }
        }

        return taken;
    }

    private async Task<IReadOnlyList<DraftFault>> RunAsync(
        IReadOnlyList<Draft> drafts, PublicationScope scope, bool onlyCompares, CancellationToken cancellationToken)
    {
        if (await TakenAsync(drafts, cancellationToken) is { Count: > 0 } taken)
        {
            return taken;
        }

        var faults = new FaultList();
        var source = new DraftSource(drafts, scope.Moment);
        var import = new RowImport(context, source, faults)
        {
            OverwriteEdits = true,
            OnlyCompares = onlyCompares,
            BeforeApplying = (session, token) => RemoveAsync(drafts, source, session, token),
        };
        await import.RunAsync(scope, cancellationToken);
        return [.. faults.Sorted().Select(source.Of)];
    }

    private static async Task RemoveAsync(IReadOnlyList<Draft> drafts, DraftSource source, ImportSession session, CancellationToken cancellationToken)
    {
        foreach (var draft in drafts.Where(draft => draft.Action == DraftAction.Save && !draft.IsNew))
        {
            var held = await RecordKinds.Find(session.Store, draft.Kind, draft.Reference).SingleAsync(cancellationToken);
            var owner = (await RecordKinds.LoadAsync(session.Store, draft.Kind, [held.Id], cancellationToken)).Single();
            foreach (var file in RecordForm.FilesOf(draft.Kind))
            {
                await file.RemoveOthersAsync(owner, source.Of(file, draft), session, cancellationToken);
            }
        }
    }
}
