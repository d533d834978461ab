using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>A file each row of which is part of a record: a link, a recipient, a component.</summary>
internal abstract class PartFile<TPart> : FolderFile
    where TPart : class
{
    private ColumnList<TPart>? columns;

    public sealed override IReadOnlyList<FolderColumn<TPart>> Columns => columns ??= Define(new ColumnList<TPart>());

    /// <summary>The columns by which a row is matched with what the portal holds; usually the key.</summary>
    protected virtual IReadOnlyList<string> Match => Key;

    /// <summary>The columns that name the record the row is part of.</summary>
    protected abstract IReadOnlyList<string> Owner { get; }

    public sealed override IReadOnlyList<string> OwnerColumns => Owner;

    public sealed override IReadOnlyList<string> PartKey => [.. Match.Except(Owner)];

    protected virtual string FixedCode => FaultCodes.PublishedFact;

    /// <summary>What is reported when a row differs in a column that cannot change.</summary>
    protected virtual string FixedExpectation => "The value the portal holds; it cannot change.";

    protected abstract ColumnList<TPart> Define(ColumnList<TPart> columns);

    /// <summary>The record a row is part of.</summary>
    protected abstract (RecordKind Kind, string Reference) OwnerOf(FolderRow row);

    /// <summary>
    /// What the portal holds that these rows could speak of; <paramref name="owners"/> are the ids of the records they are part of.
    /// </summary>
    protected abstract Task<List<TPart>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken);

    /// <summary>A new part with the values that only its creation can set, or null when a fault was reported instead.</summary>
    protected abstract TPart? Create(FolderRow row, PublicRecord owner, ImportSession session);

    /// <summary>The one of several that a row speaks of.</summary>
    protected virtual TPart? Choose(FolderRow row, IEnumerable<TPart> candidates, PublicRecord owner, ImportSession session) =>
        candidates.SingleOrDefault();

    /// <summary>Checks a row against the record it is part of, before anything is taken over.</summary>
    protected virtual void CheckOwner(FolderRow row, TPart? part, PublicRecord owner, ImportSession session)
    {
    }

    /// <summary>The parts of a record that hold now, in their order.</summary>
    protected virtual async Task<IReadOnlyList<TPart>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        [.. (await PartsAsync(context, [], [owner], cancellationToken)).Where(part => part is not IRecordedFact { WithdrawnAt: not null })];

    /// <summary>Whether a part can be taken away by leaving out its row.</summary>
    protected virtual bool CanRemove(TPart part) => true;

    /// <summary>Everything the portal holds of this, in any order.</summary>
    protected abstract Task<List<TPart>> AllAsync(PortalDbContext context, References references);

    public override async IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references)
    {
        var rows = (await AllAsync(context, references)).Select(part => Columns.Select(column => column.Read(part, references)).ToArray());
        foreach (var row in rows.OrderBy(row => row, Comparer<string?[]>.Create(Compare)))
        {
            yield return row;
        }
    }

    public override async Task ApplyAsync(IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken)
    {
        var owners = await OwnersAsync(rows, session, cancellationToken);
        var parts = (await PartsAsync(session.Store, rows, [.. owners.Values.Select(owner => owner.Id)], cancellationToken))
            .ToLookup(part => MatchText(part, session.References), StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!owners.TryGetValue(OwnerOf(row), out var owner))
            {
                WithdrawalCheck.Run(row, held: null, session);
                session.Counts.Added++;
                continue;
            }

            var part = Choose(row, parts[row.Join(Match)], owner, session);
            CheckOwner(row, part, owner, session);
            WithdrawalCheck.Run(row, part, session);
            if (part is null)
            {
                Add(row, owner, session);
            }
            else
            {
                Compare(row, part, owner, session);
            }
        }
    }

    public override async Task<IReadOnlyList<string?[]>> RowsOfAsync(
        PortalDbContext context, References references, RecordReference record, CancellationToken cancellationToken) =>
        [.. (await HeldAsync(context, record.Id, cancellationToken)).Select(part => Columns.Select(column => column.Read(part, references)).ToArray())];

    public override async Task RemoveOthersAsync(
        PublicRecord owner, IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken)
    {
        var kept = rows.Select(row => row.Join(Match)).ToHashSet(StringComparer.Ordinal);
        foreach (var part in await HeldAsync(session.Store, owner.Id, cancellationToken))
        {
            if (!kept.Contains(MatchText(part, session.References)) && CanRemove(part))
            {
                Remove(part, owner, session);
            }
        }
    }

    private static async Task<Dictionary<(RecordKind, string), PublicRecord>> LoadAsync(
        ImportSession session, RecordKind kind, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        var ids = references.Distinct(StringComparer.Ordinal).Select(reference => session.References.Id(kind, reference)).ToList();
        var records = await RecordKinds.LoadAsync(session.Store, kind, ids, cancellationToken);
        await session.Edits.LoadAsync(kind, ids, cancellationToken);
        return records.ToDictionary(record => (kind, record.Reference));
    }

    private async Task<Dictionary<(RecordKind, string), PublicRecord>> OwnersAsync(
        IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<(RecordKind, string), PublicRecord>();
        foreach (var group in rows.Select(OwnerOf).GroupBy(owner => owner.Kind, owner => owner.Reference))
        {
            foreach (var (key, record) in await LoadAsync(session, group.Key, group, cancellationToken))
            {
                owners.Add(key, record);
            }
        }

        return owners;
    }

    private int Compare(string?[]? left, string?[]? right) => Key
        .Select(IndexOf)
        .Select(index => string.CompareOrdinal(left![index], right![index]))
        .FirstOrDefault(order => order != 0);

    private string MatchText(TPart part, References references) =>
        string.Join(' ', Match.Select(name => Columns[IndexOf(name)].Read(part, references)));

    private string Label(FolderRow row) => RowLabels.Of(this, column => row[column]);

    private void Remove(TPart part, PublicRecord owner, ImportSession session)
    {
        var label = RowLabels.Of(this, column => Columns[IndexOf(column)].Read(part, session.References));
        if (part is IRecordedFact fact)
        {
            fact.WithdrawnAt = session.Moment;
            session.Scope.Change(owner, $"{label}.withdrawn_at", null, Instant.Write(session.Moment));
            return;
        }

        foreach (var column in Columns.Where(column => !Owner.Contains(column.Name)))
        {
            if (column.Read(part, session.References) is { } before)
            {
                session.Scope.Change(owner, $"{label}.{column.Name}", before, null);
            }
        }

        session.Store.Remove(part);
    }

    private void Add(FolderRow row, PublicRecord owner, ImportSession session)
    {
        session.Counts.Added++;
        var label = Label(row);
        if (session.Edits.TouchPart(owner, label))
        {
            session.Fault(row, null, FaultCodes.EditedInPortal,
                "Withdrawn or removed in the portal since the last import; leave the row out, or import with --overwrite-edits.");
        }

        if (!session.Applies || Create(row, owner, session) is not { } part)
        {
            return;
        }

        session.Store.Add(part);
        foreach (var (column, index) in Columns.Select((column, index) => (column, index)))
        {
            if (column.Write is { } write && row.Present[index] && !(column.EmptySaysNothing && row.Cells[index] is null))
            {
                write(part, row.Cells[index], session);
            }

            if (!Owner.Contains(column.Name) && row.Cells[index] is { } after)
            {
                session.Scope.Change(owner, $"{label}.{column.Name}", null, after);
            }
        }
    }

    private void Compare(FolderRow row, TPart part, PublicRecord owner, ImportSession session)
    {
        var differences = Differences.Of(row, Columns, part, session.References);
        var label = Label(row);
        foreach (var (column, before, _) in differences)
        {
            if (column.Write is null)
            {
                session.Fault(row, column.Name, FixedCode, $"{FixedExpectation} The portal has {before ?? "nothing"}.");
            }
            else if (column.EmptySaysNothing && before is not null && !session.IsNew(owner))
            {
                session.Fault(
                    row, column.Name, column.Name == "withdrawn_at" ? FaultCodes.WithdrawnOnce : FaultCodes.RewrittenPast,
                    $"What the portal holds, {before}; it is said once and stays.");
            }
            else if (session.Edits.Touch(owner, $"{label}.{column.Name}"))
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
                column.Write!(part, after, session);
                session.Scope.Change(owner, $"{label}.{column.Name}", before, after);
            }
        }
    }
}
