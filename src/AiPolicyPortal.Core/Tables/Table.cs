namespace AiPolicyPortal.Core.Tables;

/// <summary>
/// The records of a noun as a flat table: fixed columns in a fixed order, the same for CSV, JSON Lines, XLSX, Parquet, their schemas
/// and the data dictionary. A column is added behind the others and none is taken away within a version of the API.
/// </summary>
/// <param name="name">The noun's collection, such as <c>grants</c>, or what parts of its records are called.</param>
/// <param name="title">In English.</param>
/// <param name="description">What one row is, in English.</param>
public abstract class Table(string name, string title, string description)
{
    public const string ListSeparator = ";";

    public string Name => name;

    public string Title => title;

    public string Description => description;

    /// <summary>The list whose records its rows are parts of; null where its rows are the records of a list, which can be asked for by itself.</summary>
    public string? PartsOf { get; init; }

    /// <summary>The list whose records are its rows, or have its rows as parts.</summary>
    public string List => PartsOf ?? name;

    public abstract IReadOnlyList<Column> Columns { get; }

    /// <summary>The columns whose values together no two rows share; the first where none are named.</summary>
    public IReadOnlyList<string> Key { get => field ?? [Columns[0].Name]; init; }
}
