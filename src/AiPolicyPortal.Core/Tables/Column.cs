namespace AiPolicyPortal.Core.Tables;

/// <summary>What the values of a column are. Lists are written with <see cref="Table.ListSeparator"/> between them where a format has no lists.</summary>
public enum ColumnType
{
    Text,
    WholeNumber,
    Number,

    /// <summary>As exact as it is known: <c>2024</c>, <c>2024-03</c> or <c>2024-03-11</c>.</summary>
    Date,

    /// <summary>In UTC.</summary>
    Instant,
    Flag,
    Code,
    CodeList,
    TextList,
    Url,
}

/// <summary>One documented column of a table; its name is the field name in every format and does not change.</summary>
/// <param name="Description">In English, a sentence without its full stop.</param>
/// <param name="CodeType">The enumeration that the codes are of; null where the column has none.</param>
/// <param name="Codes">All values a code column can have; empty for other columns.</param>
/// <param name="Required">No row is without it.</param>
public record Column(string Name, ColumnType Type, string Description, Type? CodeType, IReadOnlyList<string> Codes, bool Required)
{
    public const int UsualDecimals = 10;

    /// <summary>Digits that a number has behind its point at the most, where a format needs to know.</summary>
    public int Decimals { get; init; } = UsualDecimals;

    /// <summary>Name of the table of which it names a row by its key; null where it names none, or several.</summary>
    public string? RefersTo { get; init; }

    public bool IsList => Type is ColumnType.CodeList or ColumnType.TextList;
}

/// <inheritdoc cref="Column"/>
/// <param name="Read">The value of one record.</param>
public sealed record Column<TItem>(
    string Name, ColumnType Type, string Description, Type? CodeType, IReadOnlyList<string> Codes, bool Required, Func<TItem, Cell> Read)
    : Column(Name, Type, Description, CodeType, Codes, Required);
