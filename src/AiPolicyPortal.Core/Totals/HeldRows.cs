using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What was read from the rows of a table, by their ids, each with the transaction that last wrote its row. Read again, only rows that were written
/// since are read: with 100,000 figures a publication changes a few of them.
/// </summary>
internal sealed class HeldRows<TRead>
{
    /// <summary>With more rows than this to be read, the whole table is quicker.</summary>
    private const int FewRows = 10_000;

    // A row that is written anew has another xmin, whatever wrote it.
    private const string Writers = "select id, xmin::text::bigint as writer from {0}";

    private readonly Dictionary<Guid, (long Writer, TRead Read)> rows;

    private HeldRows(Dictionary<Guid, (long, TRead)> rows) => (this.rows, Values) = (rows, [.. rows.Values.Select(row => row.Item2)]);

    public IReadOnlyCollection<TRead> Values { get; }

    /// <exception cref="KeyNotFoundException">The table has no such row.</exception>
    public TRead this[Guid id] => rows[id].Read;

    /// <param name="held">What an earlier reading of the same table left; null to read everything.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="idOf">The row's id among them.</param>
    /// <param name="readOf">What is made of them; it may rest on nothing that can change while the row does not.</param>
    public static async Task<HeldRows<TRead>> ReadAsync<TEntity, TColumns>(
        PortalDbContext db, HeldRows<TRead>? held, Expression<Func<TEntity, TColumns>> columns, Func<TColumns, Guid> idOf, Func<TColumns, TRead> readOf,
        CancellationToken cancellationToken)
        where TEntity : class
    {
        var table = db.Model.FindEntityType(typeof(TEntity))!.GetTableName();
        var writers = await db.Database.SqlQueryRaw<RowWriter>(Writers.Replace("{0}", table, StringComparison.Ordinal)).ToListAsync(cancellationToken);
        List<Guid> written = [.. writers.Where(row => held is null || !held.Has(row)).Select(row => row.Id)];
        if (written.Count == 0 && writers.Count == held?.rows.Count)
            return held;

        var query = db.Set<TEntity>().AsNoTracking();
        if (written.Count <= FewRows && written.Count < writers.Count)
            query = query.Where(row => written.Contains(EF.Property<Guid>(row, "Id")));
        var news = new Dictionary<Guid, TRead>(written.Count);
        await foreach (var row in query.Select(columns).AsAsyncEnumerable().WithCancellation(cancellationToken))
            news[idOf(row)] = readOf(row);

        var rows = new Dictionary<Guid, (long, TRead)>(writers.Count);
        foreach (var (id, writer) in writers)
            rows.Add(id, (writer, news.TryGetValue(id, out var read) ? read : held![id]));

        return new HeldRows<TRead>(rows);
    }

    private bool Has(RowWriter row) => rows.TryGetValue(row.Id, out var known) && known.Writer == row.Writer;

    private sealed record RowWriter(Guid Id, long Writer);
}
