using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>
/// What takes a publication back: new records are withdrawn, values put back where nobody changed them since. What was withdrawn stays
/// withdrawn, for the past does not change; a record that says the same comes in its place, under a new reference.
/// </summary>
internal sealed class Reversal(PortalDbContext context)
{
    /// <param name="publication">With the revisions that are to be taken back.</param>
    public async Task<IReadOnlyList<Draft>> DraftsAsync(Publication publication, Actor actor, CancellationToken cancellationToken)
    {
        var drafts = new List<Draft>();
        foreach (var revision in publication.Revisions.OrderBy(revision => revision.RecordKind).ThenBy(revision => revision.Reference, StringComparer.Ordinal))
        {
            var published = (await new PublishedRows(context).ReadAsync(revision.RecordKind, revision.Reference, cancellationToken))!;
            var draft = revision.Change switch
            {
                RevisionChange.Created when !published.Withdrawn => Withdrawal(revision, published, publication, actor),
                RevisionChange.Changed or RevisionChange.Corrected when !published.Withdrawn => Mending(revision, published, actor),
                RevisionChange.Withdrawn or RevisionChange.Merged => await CopyAsync(revision, published, actor, cancellationToken),
                _ => null,
            };
            if (draft is not null)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    private static Draft Withdrawal(Revision revision, PublishedRecord published, Publication publication, Actor actor) => new()
    {
        Kind = revision.RecordKind,
        Reference = revision.Reference,
        Action = DraftAction.Withdraw,
        BaseRevision = published.Revision,
        BaseRows = published.Rows,
        Reason = $"Publication {publication.Number} was taken back.",
        UpdatedBy = actor.Name,
    };

    private static Draft? Mending(Revision revision, PublishedRecord published, Actor actor)
    {
        var (rows, _) = RowMerge.Undo(revision.RecordKind, published.Rows, revision.Changes);
        return RecordRows.Write(rows) == RecordRows.Write(published.Rows) ? null : new Draft
        {
            Kind = revision.RecordKind,
            Reference = revision.Reference,
            Rows = rows,
            BaseRows = published.Rows,
            BaseRevision = published.Revision,
            UpdatedBy = actor.Name,
        };
    }

    private async Task<Draft> CopyAsync(Revision revision, PublishedRecord published, Actor actor, CancellationToken cancellationToken)
    {
        var (reference, number) = ($"{revision.Reference}-2", 2);
        while (await RecordKinds.Find(context, revision.RecordKind, reference).AnyAsync(cancellationToken))
        {
            reference = $"{revision.Reference}-{++number}";
        }

        return new Draft { Kind = revision.RecordKind, Reference = reference, Rows = published.Rows, UpdatedBy = actor.Name };
    }
}
