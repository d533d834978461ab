using System.Buffers;
using System.Buffers.Text;
using System.Text;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Tables;

/// <summary>
/// Writes a table as CSV: RFC 4180, UTF-8 with its mark so that spreadsheets read accents. Words that a spreadsheet would run as a
/// formula are preceded by an apostrophe, and words that begin with a digit are quoted, so that a reader told to take quoted cells as
/// text keeps leading zeros, long numbers and partial dates.
/// </summary>
public static class CsvTable
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the heading and every row, never more than a few pages of them in memory.</summary>
    /// <returns>Rows written.</returns>
    public static Task<long> WriteAsync<TItem>(Table<TItem> table, IAsyncEnumerable<TItem> items, Stream stream, CancellationToken cancellationToken) => PipedRows.WriteAsync(
        items,
        stream,
        output =>
        {
            output.Write(Encoding.UTF8.Preamble);
            WriteHeading(table, output);
        },
        (item, output) => WriteRow(table, item, output),
        cancellationToken);

    /// <summary>The words as they stand in a cell, before quoting.</summary>
    public static string Defused(string words) => words is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + words : words;

    private static void WriteHeading(Table table, IBufferWriter<byte> output)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            WriteByte(i == 0 ? null : (byte)',', output);
            WriteText(table.Columns[i].Name, output);
        }

        output.Write("\r\n"u8);
    }

    private static void WriteRow<TItem>(Table<TItem> table, TItem item, IBufferWriter<byte> output)
    {
        var columns = table.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            WriteByte(i == 0 ? null : (byte)',', output);
            WriteCell(columns[i].Read(item), output);
        }

        output.Write("\r\n"u8);
    }

    private static void WriteCell(Cell cell, IBufferWriter<byte> output)
    {
        switch (cell.Kind)
        {
            case CellKind.Words:
                WriteText(cell.Words, output);
                break;
            case CellKind.List:
                WriteText(string.Join(Table.ListSeparator, cell.List), output);
                break;
            case CellKind.Number:
                Utf8Formatter.TryFormat(cell.Number, output.GetSpan(32), out var written);
                output.Advance(written);
                break;
            case CellKind.Flag:
                output.Write(cell.Flag ? "true"u8 : "false"u8);
                break;
            case CellKind.Instant:
                WriteText(Instant.Write(cell.Instant), output, mayBeQuoted: false);
                break;
        }
    }

    private static void WriteText(string text, IBufferWriter<byte> output, bool mayBeQuoted = true)
    {
        text = Defused(text);
        var isQuoted = mayBeQuoted && (char.IsAsciiDigit(text[0]) || text.AsSpan().ContainsAny(Quoted) || text[0] == ' ' || text[^1] == ' ');
        if (isQuoted)
        {
            text = text.Contains('"', StringComparison.Ordinal) ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text;
            WriteByte((byte)'"', output);
        }

        Encoding.UTF8.GetBytes(text, output);
        WriteByte(isQuoted ? (byte)'"' : null, output);
    }

    private static void WriteByte(byte? value, IBufferWriter<byte> output)
    {
        if (value is { } known)
        {
            output.GetSpan(1)[0] = known;
            output.Advance(1);
        }
    }
}
