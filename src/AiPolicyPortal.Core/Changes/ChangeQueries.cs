using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Changes;

/// <summary>The one way to read what was published when. Withdrawn and merged records are here and in no other list.</summary>
public sealed class ChangeQueries(PortalDbContext db) : IRecordQueries<ChangeFilter, ChangeItem, ChangeItem>
{
    public async Task<Page<ChangeItem>> ListAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await db.Revisions.Select(revision => revision.Reference)
            .RequireAsync("record", filter.Record, " References are as in the lists.", cancellationToken);
        var rows = await Select(filter).ToPageAsync(page, Row, cancellationToken);
        return new Page<ChangeItem>(await ItemsAsync(rows.Items, cancellationToken), rows.Count, rows.NextCursor, rows.PreviousCursor);
    }

    /// <summary>What was published of one record, the newest first.</summary>
    /// <param name="most">At most so many.</param>
    public async Task<IReadOnlyList<ChangeItem>> OfRecordAsync(RecordKind kind, Guid id, int most, CancellationToken cancellationToken)
    {
        var rows = await db.Revisions.AsNoTracking().Where(revision => revision.RecordKind == kind && revision.RecordId == id)
            .OrderByDescending(revision => revision.Number).Take(most).Select(Row).ToListAsync(cancellationToken);
        return await ItemsAsync(rows, cancellationToken);
    }

    /// <param name="reference">The change's id.</param>
    public async Task<ChangeItem?> FindAsync(string reference, CancellationToken cancellationToken) => Guid.TryParse(reference, out var id)
        ? (await ItemsAsync(await db.Revisions.AsNoTracking().Where(revision => revision.Id == id).Select(Row).ToListAsync(cancellationToken), cancellationToken))
            .SingleOrDefault()
        : null;

    private IQueryable<Revision> Select(ChangeFilter filter)
    {
        var revisions = db.Revisions.AsNoTracking()
            .WhereAny(filter.Kind, kinds => revision => kinds.Contains(revision.RecordKind))
            .WhereAny(filter.Change, changes => revision => changes.Contains(revision.Change))
            .WhereAny(filter.Record, references => revision => references.Contains(revision.Reference));
        if (filter.RecordId is { } id)
        {
            revisions = revisions.Where(revision => revision.RecordId == id);
        }

        if (filter.After is { } after)
        {
            revisions = revisions.Where(revision => revision.PublicationNumber > after);
        }

        if (filter.Since is { } since)
        {
            // Moments follow the numbers, so the first publication to take is enough.
            var first = db.Publications.Where(publication => publication.PublishedAt >= since).Min(publication => (long?)publication.Number);
            revisions = revisions.Where(revision => revision.PublicationNumber >= first);
        }

        return revisions;
    }

    private static Expression<Func<Revision, ChangeRow>> Row { get; } = revision => new ChangeRow(
        revision.Id, revision.RecordKind, revision.RecordId, revision.Reference, revision.Change, revision.Number, revision.Changes,
        revision.PublicationNumber, revision.Publication.PublishedAt, revision.Publication.Reason);

    private async Task<IReadOnlyList<ChangeItem>> ItemsAsync(IReadOnlyList<ChangeRow> rows, CancellationToken cancellationToken)
    {
        var states = new Dictionary<Guid, RecordState>();
        foreach (var kind in rows.GroupBy(row => row.Kind))
        {
            foreach (var state in await db.StatesAsync(kind.Key, [.. kind.Select(row => row.RecordId).Distinct()], cancellationToken))
            {
                states.Add(state.Id, state);
            }
        }

        return [.. rows.Select(row => Item(row, states[row.RecordId]))];
    }

    private static ChangeItem Item(ChangeRow row, RecordState state) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Ref = row.Reference,
        Name = state.Name,
        Change = row.Change,
        Revision = row.Number,
        Fields = [.. row.Changes.OrderBy(change => change.Key, StringComparer.Ordinal)
            .Select(change => new ChangedField(change.Key, change.Value[0], change.Value[1]))],
        PublishedAt = row.PublishedAt,
        Publication = row.Publication,
        Reason = row.Reason,
        WithdrawnReason = state.WithdrawnReason,
        ReplacedBy = state.ReplacedBy,
    };

    private sealed record ChangeRow(
        Guid Id, RecordKind Kind, Guid RecordId, string Reference, RevisionChange Change, int Number, Dictionary<string, string?[]> Changes,
        long Publication, DateTimeOffset PublishedAt, string Reason);
}
