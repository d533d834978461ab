using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>A file each row of which is a record of the portal.</summary>
internal abstract class RecordFile<TRecord> : FolderFile
    where TRecord : PublicRecord
{
    private ColumnList<TRecord>? columns;

    public sealed override IReadOnlyList<FolderColumn<TRecord>> Columns => columns ??= Define(new ColumnList<TRecord>());

    public sealed override IReadOnlyList<string> Key => [Columns[0].Name];

    public abstract override RecordKind? Declares { get; }

    /// <summary>What is reported when a row differs in a column that a published record keeps for ever.</summary>
    protected virtual string FixedExpectation => "The value the portal holds; it cannot change.";

    /// <summary>Declares the columns; the first is the record's reference.</summary>
    protected abstract ColumnList<TRecord> Define(ColumnList<TRecord> columns);

    /// <summary>The records with what their columns need.</summary>
    protected virtual IQueryable<TRecord> Records(PortalDbContext context) => context.Set<TRecord>();

    /// <summary>A new record with the values that only its creation can set; the columns that can be written follow.</summary>
    protected abstract TRecord Create(FolderRow row, Guid id, ImportSession session);

    public override async Task ApplyAsync(IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Key).ToList();
        var known = await Records(session.Store).Where(record => keys.Contains(record.Reference))
            .ToDictionaryAsync(record => record.Reference, StringComparer.Ordinal, cancellationToken);
        await session.Edits.LoadAsync(Declares!.Value, [.. known.Values.Select(record => record.Id)], cancellationToken);
        foreach (var row in rows)
        {
            known.TryGetValue(row.Key, out var record);
            WithdrawalCheck.Run(row, record, session);
            if (record is not null)
            {
                Compare(row, record, session);
            }
            else
            {
                Add(row, session);
            }
        }
    }

    public override async IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references)
    {
        var records = Records(context).AsNoTracking().OrderBy(record => EF.Functions.Collate(record.Reference, "C"));
        await foreach (var record in records.AsAsyncEnumerable())
        {
            yield return [.. Columns.Select(column => column.Read(record, references))];
        }
    }

    public override async Task<IReadOnlyList<string?[]>> RowsOfAsync(
        PortalDbContext context, References references, RecordReference record, CancellationToken cancellationToken)
    {
        var held = await Records(context).AsNoTracking().FirstAsync(known => known.Id == record.Id, cancellationToken);
        return [[.. Columns.Select(column => column.Read(held, references))]];
    }

    private void Add(FolderRow row, ImportSession session)
    {
        session.Counts.Added++;
        if (!session.Applies)
        {
            return;
        }

        var record = Create(row, session.References.NewId(Declares!.Value, row.Key), session);
        session.Scope.Create(record);
        foreach (var (column, index) in Columns.Select((column, index) => (column, index)))
        {
            if (column.Write is { } write && row.Present[index] && !(column.EmptySaysNothing && row.Cells[index] is null))
            {
                write(record, row.Cells[index], session);
            }
        }
    }

    private void Compare(FolderRow row, TRecord record, ImportSession session)
    {
        var differences = Differences.Of(row, Columns, record, session.References);
        foreach (var (column, before, after) in differences)
        {
            if (column.Write is null)
            {
                session.Fault(row, column.Name, FaultCodes.PublishedFact, $"{FixedExpectation} The portal has {before ?? "nothing"}.");
            }
            else if (column.EmptySaysNothing && before is not null)
            {
                session.Fault(row, column.Name, FaultCodes.WithdrawnOnce, $"Withdrawn once, at {before}.");
            }
            else if (session.Edits.Touch(record, column.Name))
            {
                session.Fault(row, column.Name, FaultCodes.EditedInPortal,
                    $"Edited in the portal since the last import, which has {before ?? "nothing"} there; take that over, or import with --overwrite-edits.");
            }
        }

        if (differences.Count == 0)
        {
            session.Counts.Unchanged++;
            return;
        }

        session.Counts.Changed++;
        if (session.Applies)
        {
            foreach (var (column, before, after) in differences)
            {
                column.Write!(record, after, session);
                session.Scope.Change(record, column.Name, before, after);
            }
        }
    }
}

/// <summary>Where a row says something else than the portal.</summary>
internal static class Differences
{
    public static List<(FolderColumn<T> Column, string? Before, string? After)> Of<T>(
        FolderRow row, IReadOnlyList<FolderColumn<T>> columns, T item, References references)
    {
        var differences = new List<(FolderColumn<T>, string?, string?)>();
        for (var index = 0; index < columns.Count; index++)
        {
            var (column, after) = (columns[index], row.Cells[index]);
            if (!row.Present[index] || (column.EmptySaysNothing && after is null))
            {
                continue;
            }

            var before = column.Read(item, references);
            if (!column.Type.Same(before, after))
            {
                differences.Add((column, before, after));
            }
        }

        return differences;
    }
}
