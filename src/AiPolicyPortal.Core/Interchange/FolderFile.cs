using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// One file of the data folder: its columns, what its rows must satisfy, how they are taken over and how they are
/// written. Importing reads every row twice: first it is checked, then it is compared with what the portal holds.
/// </summary>
internal abstract class FolderFile
{
    private readonly Lazy<Dictionary<string, int>> positions;

    protected FolderFile() =>
        positions = new(() => Columns.Select((column, index) => (column.Name, index))
            .ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal));

    /// <summary>The file's name with its ending.</summary>
    public abstract string Name { get; }

    /// <summary>What a row is, for the documentation.</summary>
    public abstract string Summary { get; }

    public abstract IReadOnlyList<FolderColumn> Columns { get; }

    /// <summary>The columns that tell a row from every other of its file.</summary>
    public abstract IReadOnlyList<string> Key { get; }

    /// <summary>The columns that name the record a row is part of, its kind first where it may be of several; empty where a row is a record.</summary>
    public virtual IReadOnlyList<string> OwnerColumns => [];

    /// <summary>The columns that tell a row from the others of its record, at one time.</summary>
    public virtual IReadOnlyList<string> PartKey => [];

    /// <summary>The kind of record each row is; null where rows are part of other records.</summary>
    public virtual RecordKind? Declares => null;

    /// <summary>Whether rows may name later rows of the same file, which must then be taken over together.</summary>
    public virtual bool IsTree => false;

    /// <summary>The kinds of records that the file's cells may name.</summary>
    public virtual IEnumerable<RecordKind> RefersTo => Columns
        .Select(column => (column.Type as ListCell)?.Item ?? column.Type)
        .OfType<ReferenceCell>()
        .Select(cell => cell.Kind);

    public int IndexOf(string column) => positions.Value[column];

    public bool Has(string column) => positions.Value.ContainsKey(column);

    /// <summary>Checks what several cells of a row say together; each cell is right by itself.</summary>
    public virtual void Check(FolderRow row, CheckContext context)
    {
    }

    /// <summary>Checks what all rows and the portal say together.</summary>
    public virtual Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Compares rows with what the portal holds and, unless the folder has a fault, takes them over.</summary>
    public abstract Task ApplyAsync(IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken);

    /// <summary>Takes over what could only be decided once every file was read; called for files that are not in the folder too.</summary>
    public virtual Task FinishAsync(ImportSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The rows for what the portal holds now of one record; cells in the order of the columns.</summary>
    public abstract Task<IReadOnlyList<string?[]>> RowsOfAsync(
        PortalDbContext context, References references, RecordReference record, CancellationToken cancellationToken);

    /// <summary>Takes away the parts of a record that its rows do not name: facts are withdrawn, other parts removed.</summary>
    public virtual Task RemoveOthersAsync(PublicRecord owner, IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>The rows for what the portal holds, in the file's order; cells in the order of the columns.</summary>
    public abstract IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references);
}
