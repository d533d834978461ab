using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Corrections;

/// <summary>The one way to read corrections that are public: those an editor took or answered.</summary>
public sealed class CorrectionQueries(PortalDbContext db) : IStreamedQueries<CorrectionFilter, CorrectionItem, CorrectionItem>
{
    private static readonly CorrectionState[] Public =
        [CorrectionState.Open, CorrectionState.Accepted, CorrectionState.NotAccepted, CorrectionState.AlreadyRight];

    public async Task<Page<CorrectionItem>> ListAsync(CorrectionFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        await db.Revisions.RequireAsync("record", filter.Record, cancellationToken);
        return await Select(filter).ToPageAsync(page, CorrectionItem.From(db), cancellationToken);
    }

    public async Task<IAsyncEnumerable<CorrectionItem>> StreamAsync(CorrectionFilter filter, Order order, CancellationToken cancellationToken)
    {
        await db.Revisions.RequireAsync("record", filter.Record, cancellationToken);
        return Select(filter).ToStream(order, CorrectionItem.From(db));
    }

    public Task<CorrectionItem?> FindAsync(string reference, CancellationToken cancellationToken) =>
        Select(new CorrectionFilter()).Where(correction => correction.Reference == reference).Select(CorrectionItem.From(db))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Those of a record, what changed last first.</summary>
    public async Task<IReadOnlyList<CorrectionItem>> OfRecordAsync(string reference, CancellationToken cancellationToken) =>
        await Select(new CorrectionFilter()).Where(correction => correction.RecordReference == reference)
            .OrderByDescending(correction => correction.UpdatedAt).Select(CorrectionItem.From(db)).ToListAsync(cancellationToken);

    /// <summary>How many each state and each kind of record has, for the choices of a filter, that filter itself left open.</summary>
    public async Task<CorrectionCounts> CountAsync(CorrectionFilter filter, CancellationToken cancellationToken) => new(
        await Select(filter with { State = AnyOf<CorrectionState>.Everything }).Select(correction => correction.State).CountEachAsync(cancellationToken),
        await Select(filter with { Kind = AnyOf<RecordKind>.Everything }).Select(correction => correction.RecordKind).CountEachAsync(cancellationToken));

    private IQueryable<Correction> Select(CorrectionFilter filter) => db.Corrections.AsNoTracking()
        .Where(correction => Public.Contains(correction.State))
        .WhereAny(filter.State, states => correction => states.Contains(correction.State))
        .WhereAny(filter.Kind, kinds => correction => kinds.Contains(correction.RecordKind))
        .WhereAny(filter.Record, references => correction => references.Contains(correction.RecordReference))
        .Where(correction => filter.UpdatedSince == null || correction.UpdatedAt >= filter.UpdatedSince);
}

/// <summary>How many corrections there are of each state and of each kind of record.</summary>
public sealed record CorrectionCounts(IReadOnlyDictionary<CorrectionState, int> States, IReadOnlyDictionary<RecordKind, int> Kinds);
