using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>Reads separated values in any encoding and with any delimiter, one row at a time.</summary>
internal static class CsvRows
{
    /// <summary>All rows, the heading first.</summary>
    /// <exception cref="ImportRefusedException">The file's form is wrong beyond a single row.</exception>
    public static IEnumerable<SourceRow> Read(string path, string encoding, char delimiter)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        using var text = new StreamReader(stream, TextEncodings.Strict(encoding), detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 14);
        using var guarded = new RowLengthReader(text);
        var bad = false;
        using var parser = new CsvParser(guarded, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            IgnoreBlankLines = false,
            MaxFieldSize = FileLimits.CellLength,
            BadDataFound = _ => bad = true,
        });
        var columns = 0;
        for (var number = 1; Next(parser, number); number++)
        {
            if (parser.Count > FileLimits.Columns)
            {
                throw ImportProblems.TooMany(ImportProblems.TooManyColumns, FileLimits.Columns, "columns");
            }

            var cells = parser.Record!;
            columns = columns == 0 ? cells.Length : columns;
            var open = parser.RawRecord.AsSpan().Count('"') % 2 != 0;
            var code = open ? FaultCodes.UnclosedQuote : bad ? FaultCodes.StrayQuote : cells.Length != columns && !IsBlank(cells) ? FaultCodes.CellCount : null;
            bad = false;
            yield return new SourceRow(number, Fit(cells, columns), FaultCode: code, CellCount: code == FaultCodes.CellCount ? cells.Length : null);
        }
    }

    private static bool IsBlank(string[] cells) => Array.TrueForAll(cells, string.IsNullOrWhiteSpace);

    private static string?[] Fit(string[] cells, int columns)
    {
        var fitting = new string?[columns];
        for (var index = 0; index < Math.Min(columns, cells.Length); index++)
        {
            fitting[index] = cells[index].Length == 0 ? null : cells[index];
        }

        return fitting;
    }

    private static bool Next(CsvParser parser, int number)
    {
        try
        {
            return parser.Read();
        }
        catch (DecoderFallbackException)
        {
            throw ImportProblems.Refuse(ImportProblems.WrongEncoding,
                $"Near row {number} there are bytes that are no text in this encoding. Choose another encoding, or save the file as CSV UTF-8.", $"{number}");
        }
        catch (MaxFieldSizeException)
        {
            throw ImportProblems.Refuse(ImportProblems.CellTooLongInRow,
                $"Row {number} has a cell of more than {FileLimits.CellLength:N0} characters; is a quotation mark left open?", $"{number}");
        }
    }
}

/// <summary>Refuses a row that is longer than any honest one before it is held in memory; a line break within quotes ends no row.</summary>
internal sealed class RowLengthReader(TextReader inner) : TextReader
{
    private int length;
    private bool quoted;

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        Follow(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read(Span<char> buffer)
    {
        var read = inner.Read(buffer);
        Follow(buffer[..read]);
        return read;
    }

    public override int Read() => throw new NotSupportedException();

    public override int Peek() => inner.Peek();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Follow(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('"', '\n', '\r') is var at and >= 0)
        {
            length += at + 1;
            Check();
            if (text[at] == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted)
            {
                length = 0;
            }

            text = text[(at + 1)..];
        }

        length += text.Length;
        Check();
    }

    private void Check()
    {
        if (length > FileLimits.RowLength)
        {
            throw ImportProblems.TooMany(ImportProblems.RowTooLong, FileLimits.RowLength, "characters in a row; is a quotation mark left open, or is this no table?");
        }
    }
}
