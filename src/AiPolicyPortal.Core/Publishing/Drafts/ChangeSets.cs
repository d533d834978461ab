using System.Globalization;
using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>
/// Everything that can be done with change sets. Each call is one transaction with its audit entry, on a locked change set; who may
/// do what by role is the caller's to check, that nobody approves their own work is checked here.
/// </summary>
public sealed class ChangeSets(PortalDbContext context, TimeProvider time)
{
    private const long ReferencesLock = 0x706F72747266;

    /// <summary>A change set with its drafts, comments and editors; null when there is none.</summary>
    public Task<ChangeSet?> FindAsync(long number, CancellationToken cancellationToken) => Whole()
        .AsNoTracking().FirstOrDefaultAsync(set => set.Number == number, cancellationToken);

    public async Task<ChangeAnswer> CreateAsync(string title, Actor actor, CancellationToken cancellationToken)
    {
        var text = VisibleText.Without(title).Trim();
        if (text.Length is 0 or > ChangeSet.TitleMaxLength)
        {
            return new ChangeAnswer(ChangeOutcome.BadText, null);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        return await CreateAsync(Make(text, null, actor), [], actor, transaction, cancellationToken);
    }

    /// <summary>Makes a change set with its drafts, whole or not at all; once, however often the same is asked.</summary>
    /// <param name="id">The same for the same request.</param>
    /// <param name="title">Cut where it is too long.</param>
    /// <param name="make">Chooses the references of new records, which nobody else who comes this way does meanwhile.</param>
    public async Task<ChangeAnswer> CreateAsync(
        Guid id, string title, Func<CancellationToken, Task<IReadOnlyList<Draft>>> make, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ReferencesLock})", cancellationToken);
        return await context.ChangeSets.AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, cancellationToken) is not { } made
                ? await CreateAsync(Make(title, null, actor, id), await make(cancellationToken), actor, transaction, cancellationToken)
            : made.State != ChangeSetState.Discarded ? new ChangeAnswer(ChangeOutcome.Done, made)
            : await CreateAsync(Make(title, null, actor), await make(cancellationToken), actor, transaction, cancellationToken);
    }

    /// <summary>Adds a record that is not in the portal yet.</summary>
    public Task<ChangeAnswer> AddNewAsync(
        long number, RecordKind kind, string reference, RecordRows rows, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.DraftAdded, async set => !PublicRecord.IsReference(reference) ? new ChangeAnswer(ChangeOutcome.BadText, set)
            : await IsTakenAsync(set, kind, reference, cancellationToken) ? new ChangeAnswer(ChangeOutcome.Taken, set)
            : Added(set, new Draft { ChangeSetId = set.Id, Kind = kind, Reference = reference, Rows = rows.Copy(), UpdatedBy = actor.Name }), cancellationToken);

    /// <summary>Adds a published record as it is now, to be changed.</summary>
    /// <param name="rows">What it is to say already; null for what it says.</param>
    public Task<ChangeAnswer> AddEditAsync(
        long number, RecordKind kind, string reference, Actor actor, CancellationToken cancellationToken, RecordRows? rows = null) =>
        AddExistingAsync(number, kind, reference, actor, published => new Draft
        {
            Kind = kind,
            Reference = reference,
            Rows = (rows ?? published.Rows).Copy(),
            BaseRows = published.Rows,
            BaseRevision = published.Revision,
            UpdatedBy = actor.Name,
        }, cancellationToken);

    /// <param name="reason">Public once published.</param>
    /// <param name="replacement">The record of the same kind that takes its place; null when none does.</param>
    public Task<ChangeAnswer> AddWithdrawalAsync(
        long number, RecordKind kind, string reference, string reason, string? replacement, Actor actor, CancellationToken cancellationToken) =>
        AddExistingAsync(number, kind, reference, actor, published => Ending(DraftAction.Withdraw, kind, reference, reason, replacement, published, actor), cancellationToken);

    /// <summary>Says that one organisation is another; see <c>organisation_merges.csv</c>.</summary>
    public Task<ChangeAnswer> AddMergeAsync(long number, string from, string into, string reason, Actor actor, CancellationToken cancellationToken) =>
        AddExistingAsync(number, RecordKind.Organisation, from, actor,
            published => Ending(DraftAction.Merge, RecordKind.Organisation, from, reason, into, published, actor), cancellationToken);

    /// <summary>Saves what somebody wrote, unless somebody else saved since the version they began with.</summary>
    /// <param name="reference">Taken over for a record that is not in the portal yet.</param>
    public Task<ChangeAnswer> SaveAsync(
        long number, Guid draftId, int expectedVersion, string reference, RecordRows rows, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.DraftSaved, async set =>
        {
            if (set.Drafts.Find(known => known.Id == draftId && known.Action == DraftAction.Save) is not { } draft)
            {
                return new ChangeAnswer(ChangeOutcome.Unknown, set);
            }

            if (draft.Version != expectedVersion)
            {
                return new ChangeAnswer(ChangeOutcome.Conflict, set) { Draft = draft };
            }

            if (draft.IsNew && reference != draft.Reference)
            {
                if (!PublicRecord.IsReference(reference))
                {
                    return new ChangeAnswer(ChangeOutcome.BadText, set) { Draft = draft };
                }

                if (await IsTakenAsync(set, draft.Kind, reference, cancellationToken))
                {
                    return new ChangeAnswer(ChangeOutcome.Taken, set) { Draft = draft };
                }

                draft.Reference = reference;
            }

            draft.Rows = rows.Copy();
            Touch(draft, actor);
            return new ChangeAnswer(ChangeOutcome.Done, set) { Draft = draft };
        }, cancellationToken);

    /// <summary>Takes over what was published since a draft began; where both changed a value the draft's stays.</summary>
    public Task<ChangeAnswer> RebaseAsync(long number, Guid draftId, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.DraftRebased, async set =>
        {
            if (set.Drafts.Find(known => known.Id == draftId && known.BaseRevision is not null) is not { } draft
                || await new PublishedRows(context).ReadAsync(draft.Kind, draft.Reference, cancellationToken) is not { } published)
            {
                return new ChangeAnswer(ChangeOutcome.Unknown, set);
            }

            var (rows, _, conflicts) = draft.Action == DraftAction.Save
                ? RowMerge.Merge(draft.Kind, draft.BaseRows!, published.Rows, draft.Rows)
                : new MergedRows(draft.Rows, [], []);
            (draft.Rows, draft.BaseRows, draft.BaseRevision) = (rows, published.Rows, published.Revision);
            Touch(draft, actor);
            return new ChangeAnswer(ChangeOutcome.Done, set) { Draft = draft, Conflicts = conflicts };
        }, cancellationToken);

    public Task<ChangeAnswer> RemoveDraftAsync(long number, Guid draftId, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.DraftRemoved, set =>
        {
            if (set.Drafts.Find(known => known.Id == draftId) is not { } draft)
            {
                return Task.FromResult(new ChangeAnswer(ChangeOutcome.Unknown, set));
            }

            context.Remove(draft);
            return Task.FromResult(new ChangeAnswer(ChangeOutcome.Done, set) { Draft = draft });
        }, cancellationToken);

    /// <param name="reason">Public once published.</param>
    /// <param name="note">For the editors alone.</param>
    public Task<ChangeAnswer> DescribeAsync(
        long number, string title, string? reason, string? note, Actor actor, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.ChangeSetDescribed, set =>
        {
            var (wanted, why, aside) = (VisibleText.Without(title).Trim(), Trimmed(reason), Trimmed(note));
            if (wanted.Length is 0 or > ChangeSet.TitleMaxLength || why?.Length > ChangeSet.TextMaxLength || aside?.Length > ChangeSet.TextMaxLength)
            {
                return Task.FromResult(new ChangeAnswer(ChangeOutcome.BadText, set));
            }

            (set.Title, set.Reason, set.Note) = (wanted, why, aside);
            return Task.FromResult(new ChangeAnswer(ChangeOutcome.Done, set));
        }, cancellationToken);

    /// <summary>Hands it over for review; refused while anything in it is wrong.</summary>
    public Task<ChangeAnswer> SubmitAsync(long number, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetSubmitted, async set =>
        {
            if (!set.IsOpen)
            {
                return new ChangeAnswer(ChangeOutcome.WrongState, set);
            }

            if (set.Reason is null)
            {
                return new ChangeAnswer(ChangeOutcome.BadText, set);
            }

            if (set.Drafts.Count == 0)
            {
                return new ChangeAnswer(ChangeOutcome.Nothing, set);
            }

            var faults = await FaultsAsync(set, cancellationToken);
            if (faults.Count > 0)
            {
                return new ChangeAnswer(ChangeOutcome.Faults, set) { Faults = faults };
            }

            (set.State, set.SubmittedAt) = (ChangeSetState.Submitted, Now());
            return new ChangeAnswer(ChangeOutcome.Done, set);
        }, cancellationToken);

    public Task<ChangeAnswer> CommentAsync(long number, string text, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetCommented, set => Task.FromResult(
            !set.IsAlive ? new ChangeAnswer(ChangeOutcome.WrongState, set) : Said(set, text, actor)), cancellationToken);

    /// <summary>Gives it back to be mended, and says why.</summary>
    public Task<ChangeAnswer> RequestChangesAsync(long number, string text, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangesRequested, set =>
        {
            if (set.State is not (ChangeSetState.Submitted or ChangeSetState.Approved or ChangeSetState.Scheduled))
            {
                return Task.FromResult(new ChangeAnswer(ChangeOutcome.WrongState, set));
            }

            var answer = Said(set, text, actor);
            if (answer.Succeeded)
            {
                Reopen(set, ChangeSetState.ChangesRequested);
            }

            return Task.FromResult(answer);
        }, cancellationToken);

    /// <summary>Finds it right; never by anybody who wrote any of it.</summary>
    public Task<ChangeAnswer> ApproveAsync(long number, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetApproved, async set =>
        {
            if (set.State != ChangeSetState.Submitted)
            {
                return new ChangeAnswer(ChangeOutcome.WrongState, set);
            }

            if (set.IsBy(actor))
            {
                return new ChangeAnswer(ChangeOutcome.OwnWork, set);
            }

            var faults = await FaultsAsync(set, cancellationToken);
            if (faults.Count > 0)
            {
                return new ChangeAnswer(ChangeOutcome.Faults, set) { Faults = faults };
            }

            (set.State, set.ApproverId, set.ApproverName, set.ApprovedAt) = (ChangeSetState.Approved, actor.UserId, actor.Name, Now());
            return new ChangeAnswer(ChangeOutcome.Done, set);
        }, cancellationToken);

    /// <param name="moment">UTC, to come, and within <see cref="ChangeSet.LongestWait"/>.</param>
    public Task<ChangeAnswer> ScheduleAsync(long number, DateTimeOffset moment, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetScheduled, set =>
        {
            var outcome = set.State is not (ChangeSetState.Approved or ChangeSetState.Scheduled) ? ChangeOutcome.WrongState
                : set.IsBy(actor) ? ChangeOutcome.OwnWork
                : moment <= Now() ? ChangeOutcome.Past
                : moment > Now() + ChangeSet.LongestWait ? ChangeOutcome.TooFar
                : ChangeOutcome.Done;
            if (outcome == ChangeOutcome.Done)
            {
                (set.State, set.ScheduledFor) = (ChangeSetState.Scheduled, moment.ToUniversalTime());
            }

            return Task.FromResult(new ChangeAnswer(outcome, set));
        }, cancellationToken);

    /// <summary>Back to being written, from review or from being approved.</summary>
    public Task<ChangeAnswer> TakeBackAsync(long number, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetTakenBack, set =>
        {
            if (set.State is not (ChangeSetState.Submitted or ChangeSetState.Approved or ChangeSetState.Scheduled))
            {
                return Task.FromResult(new ChangeAnswer(ChangeOutcome.WrongState, set));
            }

            Reopen(set, ChangeSetState.Draft);
            return Task.FromResult(new ChangeAnswer(ChangeOutcome.Done, set));
        }, cancellationToken);

    public Task<ChangeAnswer> DiscardAsync(long number, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(number, actor, AuditActions.ChangeSetDiscarded, set =>
        {
            if (!set.IsAlive)
            {
                return Task.FromResult(new ChangeAnswer(ChangeOutcome.WrongState, set));
            }

            Reopen(set, ChangeSetState.Discarded);
            return Task.FromResult(new ChangeAnswer(ChangeOutcome.Done, set));
        }, cancellationToken);

    /// <summary>Publishes an approved change set as one publication; never by anybody who wrote any of it.</summary>
    public Task<ChangeAnswer> PublishAsync(long number, Actor actor, CancellationToken cancellationToken) =>
        new ChangeSetPublishing(context, time).PublishAsync(number, actor, cancellationToken);

    /// <summary>
    /// Publishes every change set whose time has come. One that cannot be published goes back to be mended, with a comment that says why.
    /// </summary>
    /// <returns>How many were published.</returns>
    public async Task<int> PublishDueAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        var due = await context.ChangeSets.AsNoTracking().Where(set => set.State == ChangeSetState.Scheduled && set.ScheduledFor <= now)
            .OrderBy(set => set.ScheduledFor).Select(set => set.Number).ToListAsync(cancellationToken);
        var published = 0;
        foreach (var number in due)
        {
            var answer = await PublishAsync(number, Actor.Portal, cancellationToken);
            if (answer.Succeeded)
            {
                published++;
            }
            else if (answer.Outcome is not ChangeOutcome.WrongState)
            {
                await RequestChangesAsync(number, $"Not published at its time. {WhyNot(answer)}", Actor.Portal, cancellationToken);
            }
        }

        return published;
    }

    private static string WhyNot(ChangeAnswer answer)
    {
        var why = answer.Outcome switch
        {
            ChangeOutcome.Moved => "A record was published anew since its draft began; the two versions are to be merged.",
            ChangeOutcome.Withdrawn => "One of its records was withdrawn or merged meanwhile.",
            ChangeOutcome.Nothing => "It would change nothing any more.",
            _ => string.Join('\n', answer.Faults.Select(fault => $"{fault.File}, {fault.Column}: {fault.Value} ({fault.Code}). {fault.Expectation}")),
        };
        return why[..Math.Min(why.Length, ChangeSet.TextMaxLength / 2)];
    }

    /// <summary>Everything wrong with a change set as it is now; nothing once it is published or given up.</summary>
    public async Task<IReadOnlyList<DraftFault>> CheckAsync(long number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) is { IsAlive: true } set ? await FaultsAsync(set, cancellationToken) : [];

    /// <summary>A change set that takes back what a publication did, to be reviewed like any other.</summary>
    public Task<ChangeAnswer> RevertAsync(long publicationNumber, string title, Actor actor, CancellationToken cancellationToken) =>
        RevertAsync(publicationNumber, _ => true, title, actor, cancellationToken);

    /// <summary>The same for what a publication did to one record.</summary>
    public Task<ChangeAnswer> RevertRecordAsync(
        long publicationNumber, RecordKind kind, string reference, string title, Actor actor, CancellationToken cancellationToken) =>
        RevertAsync(publicationNumber, revision => revision.RecordKind == kind && revision.Reference == reference, title, actor, cancellationToken);

    private async Task<ChangeAnswer> RevertAsync(
        long publicationNumber, Expression<Func<Revision, bool>> wanted, string title, Actor actor, CancellationToken cancellationToken)
    {
        var publication = await context.Publications.AsNoTracking().Include(known => known.Revisions.AsQueryable().Where(wanted))
            .FirstOrDefaultAsync(known => known.Number == publicationNumber, cancellationToken);
        if (publication is null)
        {
            return new ChangeAnswer(ChangeOutcome.Unknown, null);
        }

        var drafts = await new Reversal(context).DraftsAsync(publication, actor, cancellationToken);
        if (drafts.Count == 0)
        {
            return new ChangeAnswer(ChangeOutcome.Nothing, null);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        return await CreateAsync(Make(title, publicationNumber, actor), drafts, actor, transaction, cancellationToken);
    }

    internal IQueryable<ChangeSet> Whole() => context.ChangeSets
        .Include(set => set.Drafts.OrderBy(draft => draft.Position)).Include(set => set.Comments.OrderBy(comment => comment.At)).Include(set => set.Editors);

    /// <summary>The change set, locked until the transaction ends.</summary>
    internal async Task<ChangeSet?> LockAsync(long number, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"select from change_sets where number = {number} for update", cancellationToken);
        return await Whole().FirstOrDefaultAsync(set => set.Number == number, cancellationToken);
    }

    internal static AuditSubject SubjectOf(long number) => new(AuditSubjects.ChangeSet, number.ToString(CultureInfo.InvariantCulture));

    private static Draft Ending(
        DraftAction action, RecordKind kind, string reference, string reason, string? replacement, PublishedRecord published, Actor actor) => new()
        {
            Kind = kind,
            Reference = reference,
            Action = action,
            BaseRevision = published.Revision,
            BaseRows = published.Rows,
            Reason = Trimmed(reason),
            Replacement = Trimmed(replacement),
            UpdatedBy = actor.Name,
        };

    private static string? Trimmed(string? text) => VisibleText.Without(text ?? "").Trim() is { Length: > 0 } plain ? plain : null;

    private static void Reopen(ChangeSet set, ChangeSetState state) =>
        (set.State, set.ApproverId, set.ApproverName, set.ApprovedAt, set.ScheduledFor) = (state, null, null, null, null);

    private DateTimeOffset Now() => Instant.Now(time);

    private ChangeSet Make(string title, long? reverts, Actor actor, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(),
        Title = title.Length > ChangeSet.TitleMaxLength ? title[..ChangeSet.TitleMaxLength] : title,
        Reason = reverts is null ? null : title,
        Reverts = reverts,
        AuthorId = actor.UserId,
        AuthorName = actor.Name,
        CreatedAt = Now(),
        UpdatedAt = Now(),
    };

    private async Task<ChangeAnswer> CreateAsync(
        ChangeSet set, IReadOnlyList<Draft> drafts, Actor actor, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        context.Add(set);
        foreach (var draft in drafts)
        {
            Added(set, draft);
        }

        await context.SaveChangesAsync(cancellationToken);
        await new AuditLog(context, time).AppendAsync(
            actor, AuditActions.ChangeSetCreated, SubjectOf(set.Number),
            set.Reverts is { } reverts ? new Dictionary<string, string> { ["reverts"] = reverts.ToString(CultureInfo.InvariantCulture) } : null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        context.ChangeTracker.Clear();
        return new ChangeAnswer(ChangeOutcome.Done, set);
    }

    private Task<ChangeAnswer> AddExistingAsync(
        long number, RecordKind kind, string reference, Actor actor, Func<PublishedRecord, Draft> make, CancellationToken cancellationToken) =>
        OpenAsync(number, actor, AuditActions.DraftAdded, async set =>
        {
            if (set.Drafts.Find(draft => draft.Kind == kind && draft.Reference == reference) is { } known)
            {
                return new ChangeAnswer(ChangeOutcome.Taken, set) { Draft = known };
            }

            if (await new PublishedRows(context).ReadAsync(kind, reference, cancellationToken) is not { } published)
            {
                return new ChangeAnswer(ChangeOutcome.Unknown, set);
            }

            var draft = make(published);
            return published.Withdrawn ? new ChangeAnswer(ChangeOutcome.Withdrawn, set)
                : draft is { Action: not DraftAction.Save, Reason: null } or { Reason.Length: > ChangeSet.TextMaxLength } ? new ChangeAnswer(ChangeOutcome.BadText, set)
                : draft.Action == DraftAction.Merge && draft.Replacement is null ? new ChangeAnswer(ChangeOutcome.UnknownReplacement, set)
                : draft.Replacement is { } other && (other == reference || !await RecordKinds.Find(context, kind, other).AnyAsync(cancellationToken))
                    ? new ChangeAnswer(ChangeOutcome.UnknownReplacement, set)
                : Added(set, draft);
        }, cancellationToken);

    private ChangeAnswer Added(ChangeSet set, Draft draft)
    {
        var placed = new Draft
        {
            ChangeSetId = set.Id,
            Position = set.Drafts.Count == 0 ? 1 : set.Drafts.Max(known => known.Position) + 1,
            Kind = draft.Kind,
            Reference = draft.Reference,
            Action = draft.Action,
            Rows = draft.Rows,
            BaseRows = draft.BaseRows,
            BaseRevision = draft.BaseRevision,
            Reason = draft.Reason,
            Replacement = draft.Replacement,
            UpdatedAt = Now(),
            UpdatedBy = draft.UpdatedBy,
        };
        set.Drafts.Add(placed);
        context.Add(placed);
        return new ChangeAnswer(ChangeOutcome.Done, set) { Draft = placed };
    }

    private void Touch(Draft draft, Actor actor)
    {
        draft.Version++;
        (draft.UpdatedAt, draft.UpdatedBy) = (Now(), actor.Name);
    }

    private async Task<bool> IsTakenAsync(ChangeSet set, RecordKind kind, string reference, CancellationToken cancellationToken) =>
        set.Drafts.Exists(draft => draft.Kind == kind && draft.Reference == reference)
        || await RecordKinds.Find(context, kind, reference).AnyAsync(cancellationToken);

    private ChangeAnswer Said(ChangeSet set, string text, Actor actor)
    {
        var words = VisibleText.Without(text).Trim();
        if (words.Length is 0 or > ChangeSet.TextMaxLength)
        {
            return new ChangeAnswer(ChangeOutcome.BadText, set);
        }

        var comment = new ChangeSetComment { ChangeSetId = set.Id, At = Now(), AuthorId = actor.UserId, AuthorName = actor.Name, Text = words };
        set.Comments.Add(comment);
        context.Add(comment);
        return new ChangeAnswer(ChangeOutcome.Done, set);
    }

    private Task<IReadOnlyList<DraftFault>> FaultsAsync(ChangeSet set, CancellationToken cancellationToken) =>
        new ChangeSetPublishing(context, time).FaultsAsync(set.Drafts, cancellationToken);

    /// <summary>Writes to a change set that is open; whoever does is noted as one who wrote it.</summary>
    private Task<ChangeAnswer> OpenAsync(
        long number, Actor actor, string action, Func<ChangeSet, Task<ChangeAnswer>> act, CancellationToken cancellationToken) =>
        ActAsync(number, actor, action, async set =>
        {
            if (!set.IsOpen)
            {
                return new ChangeAnswer(ChangeOutcome.WrongState, set);
            }

            var answer = await act(set);
            if (answer.Succeeded && actor.UserId is { } user && !set.Editors.Exists(editor => editor.UserId == user))
            {
                var editor = new ChangeSetEditor { ChangeSetId = set.Id, UserId = user };
                set.Editors.Add(editor);
                context.Add(editor);
            }

            return answer;
        }, cancellationToken);

    private async Task<ChangeAnswer> ActAsync(
        long number, Actor actor, string action, Func<ChangeSet, Task<ChangeAnswer>> act, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await LockAsync(number, cancellationToken) is not { } set)
            {
                return new ChangeAnswer(ChangeOutcome.Unknown, null);
            }

            var answer = await act(set);
            if (answer.Succeeded)
            {
                set.UpdatedAt = Now();
                await context.SaveChangesAsync(cancellationToken);
                await new AuditLog(context, time).AppendAsync(actor, action, SubjectOf(number), DetailOf(answer.Draft), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return answer;
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }

    private static Dictionary<string, string>? DetailOf(Draft? draft) => draft is null ? null : new(StringComparer.Ordinal)
    {
        ["record"] = draft.Kind.Code(),
        ["reference"] = draft.Reference,
        ["version"] = draft.Version.ToString(CultureInfo.InvariantCulture),
    };
}
