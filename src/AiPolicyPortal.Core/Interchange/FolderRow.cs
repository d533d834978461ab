using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>One row of a file of the data folder: the text of each of the file's columns, null where the cell is empty.</summary>
/// <param name="File">The file it is of.</param>
/// <param name="Number">The line as a spreadsheet shows it; the header is 1.</param>
/// <param name="Cells">In the order of the file's columns; null for an empty cell and for a column that is not there.</param>
/// <param name="Present">Which of the file's columns the header has, in the same order.</param>
internal sealed record FolderRow(FolderFile File, int Number, string?[] Cells, bool[] Present)
{
    public string? this[string column] => Cells[File.IndexOf(column)];

    /// <summary>What tells the row from every other of its file.</summary>
    public string Key => Join(File.Key);

    public string Join(IEnumerable<string> columns) => string.Join(' ', columns.Select(column => this[column]));

    public string Text(string column) =>
        this[column] ?? throw new InvalidOperationException($"{File.Name}: {column} is empty in row {Number}.");

    public PartialDate? Date(string column) => CellText.Date(this[column]);

    public decimal? Amount(string column) => CellText.Amount(this[column]);

    public int? Year(string column) => this[column] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public DateTimeOffset? Instant(string column) => CellText.Instant(this[column]);

    public TEnum Code<TEnum>(string column)
        where TEnum : struct, Enum => Codes<TEnum>.Parse(Text(column));
}
