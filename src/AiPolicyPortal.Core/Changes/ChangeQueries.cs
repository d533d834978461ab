using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Changes;

/// <summary>The one way to read what was published when. Withdrawn and merged records are here and in no other list.</summary>
public sealed class ChangeQueries(PortalDbContext db) : IStreamedQueries<ChangeFilter, ChangeItem, ChangeItem>
{
    public async Task<Page<ChangeItem>> ListAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await db.Revisions.RequireAsync("record", filter.Record, cancellationToken);
        return await PageAsync(filter, page, cancellationToken);
    }

    public async Task<IAsyncEnumerable<ChangeItem>> StreamAsync(ChangeFilter filter, Order order, CancellationToken cancellationToken)
    {
        await db.Revisions.RequireAsync("record", filter.Record, cancellationToken);
        return PagesAsync(filter, order, cancellationToken);
    }

    private async Task<Page<ChangeItem>> PageAsync(ChangeFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
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

    // Records are named page by page, as one connection answers one query at a time. Changes are only ever added, behind the others.
    private async IAsyncEnumerable<ChangeItem> PagesAsync(ChangeFilter filter, Order order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new PageRequest(order, PageRequest.MaxLimit, null, Count: false);
        while (true)
        {
            var found = await PageAsync(filter, page, cancellationToken);
            foreach (var change in found.Items)
            {
                yield return change;
            }

            if (found.NextCursor is null)
            {
                yield break;
            }

            page = page with { Cursor = Cursor.Decode(found.NextCursor) };
        }
    }

    /// <summary>How many changes each kind of record and each kind of change has, for the choices of a filter, that filter itself left open.</summary>
    public async Task<ChangeCounts> CountAsync(ChangeFilter filter, CancellationToken cancellationToken) => new(
        await Select(filter with { Kind = AnyOf<RecordKind>.Everything }).Select(revision => revision.RecordKind).CountEachAsync(cancellationToken),
        await Select(filter with { Change = AnyOf<RevisionChange>.Everything }).Select(revision => revision.Change).CountEachAsync(cancellationToken));

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

/// <summary>How many changes each choice of a filter has.</summary>
public sealed record ChangeCounts(IReadOnlyDictionary<RecordKind, int> Kinds, IReadOnlyDictionary<RevisionChange, int> Changes);
