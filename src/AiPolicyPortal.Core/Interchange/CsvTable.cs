using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Reads the rows of one CSV file (UTF-8, RFC 4180), one at a time, and reports whatever is wrong with its form.</summary>
internal sealed class CsvTable(FolderFile file, string path, FaultList faults)
{
    private const int LongestCell = 100_000;
    private const int MostCells = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int row;
    private int? badRow;

    /// <summary>The rows whose form is right. Reports to <paramref name="bytesRead"/> now and then how far the file is read.</summary>
    public IEnumerable<FolderRow> Rows(Action<long>? bytesRead = null)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        using var reader = new StreamReader(stream, StrictUtf8, detectEncodingFromByteOrderMarks: false);
        using var parser = new CsvParser(reader, Configuration());
        if (!Read(parser) || Header(parser) is not { } header)
        {
            yield break;
        }

        while (Read(parser))
        {
            bytesRead?.Invoke(stream.Position);
            if (Row(parser, header) is { } read)
            {
                yield return read;
            }
        }
    }

    private CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture)
    {
        IgnoreBlankLines = false,
        MaxFieldSize = LongestCell,
        BadDataFound = _ => badRow = row,
    };

    // An open quote swallows the rest of the file, so it can only be in the last record.
    private bool Read(CsvParser parser)
    {
        try
        {
            row++;
            if (parser.Read())
            {
                return true;
            }

            if (row == 1)
            {
                Fault(1, null, FaultCodes.NoHeader, "A header row with the names of the columns.");
            }

            return false;
        }
        catch (DecoderFallbackException)
        {
            Fault(row, null, FaultCodes.NotUtf8, "Text in UTF-8; near this row there are bytes that are not. Save the file as CSV UTF-8.");
        }
        catch (MaxFieldSizeException)
        {
            Fault(row, null, FaultCodes.TooLong, $"Cells of at most {LongestCell} characters; is a quotation mark left open?");
        }

        return false;
    }

    private Layout? Header(CsvParser parser)
    {
        if (parser.Count > MostCells)
        {
            Fault(1, null, FaultCodes.CellCount, $"At most {MostCells} columns; there are {parser.Count}.");
            return null;
        }

        var names = parser.Record!.Select((name, index) => index == 0 ? name.TrimStart('\uFEFF') : name).ToArray();
        var target = new int[names.Length];
        for (var index = 0; index < names.Length; index++)
        {
            target[index] = file.Has(names[index]) ? file.IndexOf(names[index]) : -1;
            if (target[index] < 0)
            {
                FaultUnknownColumn(names[index]);
            }
            else if (Array.IndexOf(target, target[index]) < index)
            {
                Fault(1, names[index], FaultCodes.DuplicateColumn, "Each column once.");
            }
        }

        var missing = file.Columns.Where(column => column.Need != Need.Nothing && !names.Contains(column.Name)).ToList();
        foreach (var column in missing)
        {
            Fault(1, column.Name, FaultCodes.MissingColumn, $"{file.Name} has this column: {column.Meaning}");
        }

        var present = file.Columns.Select(column => names.Contains(column.Name)).ToArray();
        return file.Key.All(key => !missing.Exists(column => column.Name == key)) ? new Layout(target, present) : null;
    }

    private FolderRow? Row(CsvParser parser, Layout header)
    {
        var record = parser.Record!;
        if (parser.RawRecord.Count(character => character == '"') % 2 != 0)
        {
            Fault(row, null, FaultCodes.UnclosedQuote, "Every quotation mark around a cell closed, and those inside of it doubled.");
            return null;
        }

        if (badRow == row)
        {
            Fault(row, null, FaultCodes.StrayQuote,
                "A cell with a quotation mark in it is put in quotation marks, and the mark is doubled.");
            return null;
        }

        if (record.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        if (record.Length != header.Target.Length)
        {
            Fault(row, null, FaultCodes.CellCount, $"{header.Target.Length} cells, as in the header; there are {record.Length}.");
            return null;
        }

        return new FolderRow(file, row, Arrange(record, header), header.Present);
    }

    private string?[] Arrange(string[] record, Layout header)
    {
        var cells = new string?[file.Columns.Count];
        for (var index = 0; index < record.Length; index++)
        {
            if (header.Target[index] is var position and >= 0 && !string.IsNullOrWhiteSpace(record[index]))
            {
                var text = file.Columns[position].Type.Normalise(record[index]);
                cells[position] = text.Length == 0 ? null : text;
            }
        }

        return cells;
    }

    private void FaultUnknownColumn(string name)
    {
        var known = file.Columns.Select(column => column.Name).ToList();
        Fault(1, name, FaultCodes.UnknownColumn, $"One of {string.Join(", ", known)}.{Cells.CodeCells.Hint(name, known)}");
    }

    private void Fault(int faultyRow, string? column, string code, string expectation) =>
        faults.Add(file.Name, faultyRow, column, null, code, expectation);

    private sealed record Layout(int[] Target, bool[] Present);
}
