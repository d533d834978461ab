using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>Reads the Bank's history: a ZIP with one CSV, a line for each day and a column for each currency.</summary>
internal static class RateZip
{
    private const string NoRate = "N/A";
    private const string Mend = "Expected: the European Central Bank's ZIP of all reference rates, whole. See whether the address is right, or run the command again later.";

    public static void Read(byte[] content, int maxUnpackedBytes, RateSheet sheet)
    {
        if (Unpack(content, maxUnpackedBytes, sheet) is not { } csv)
        {
            return;
        }

        using var parser = new CsvParser(
            new StreamReader(new MemoryStream(csv)), new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.NoEscape });
        if (ReadHeader(parser, sheet) is { } columns)
        {
            ReadRows(parser, columns, sheet);
        }
    }

    private static byte[]? Unpack(byte[] content, int maxUnpackedBytes, RateSheet sheet)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            if (archive.Entries is not [var entry])
            {
                sheet.Fault(null, null, null, FaultCodes.Unreadable, $"Expected: one file in the ZIP, not {archive.Entries.Count}. {Mend}");
                return null;
            }

            using var packed = entry.Open();
            return Unpack(packed, entry.Crc32, maxUnpackedBytes, sheet);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            sheet.Fault(null, null, null, FaultCodes.Unreadable, Mend);
            return null;
        }
    }

    private static byte[]? Unpack(Stream packed, uint checksum, int maxUnpackedBytes, RateSheet sheet)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (packed.Read(buffer) is var count and > 0)
        {
            if (unpacked.Length + count > maxUnpackedBytes)
            {
                sheet.Fault(null, null, null, FaultCodes.TooLong,
                    $"Expected: at most {maxUnpackedBytes} bytes once unpacked, far more than the rates need. See whether the address is right.");
                return null;
            }

            unpacked.Write(buffer.AsSpan(0, count));
        }

        var bytes = unpacked.ToArray();
        if (Crc32.HashToUInt32(bytes) == checksum)
        {
            return bytes;
        }

        sheet.Fault(null, null, null, FaultCodes.Unreadable, $"The checksum does not fit. {Mend}");
        return null;
    }

    /// <returns>The header's cells; a line ends with a comma, so the last one may be empty.</returns>
    private static string[]? ReadHeader(CsvParser parser, RateSheet sheet)
    {
        if (!parser.Read() || parser.Record is not ["Date", ..] columns)
        {
            sheet.Fault(1, null, parser.Record?.FirstOrDefault(), FaultCodes.NoHeader, $"Expected: a header that begins with Date. {Mend}");
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var good = true;
        foreach (var column in columns.Skip(1).Where((column, index) => column.Length > 0 || index < columns.Length - 2))
        {
            good &= sheet.KnowsCurrency(column, 1, column);
            if (!seen.Add(column))
            {
                good = false;
                sheet.Fault(1, column, column, FaultCodes.DuplicateColumn, "Expected: each currency once in the header.");
            }
        }

        return good && seen.Count > 0 ? columns : null;
    }

    private static void ReadRows(CsvParser parser, string[] columns, RateSheet sheet)
    {
        while (parser.Read())
        {
            var cells = parser.Record!;
            if (cells.Length != columns.Length)
            {
                sheet.Fault(parser.RawRow, null, null, FaultCodes.CellCount, $"Expected: {columns.Length} cells, not {cells.Length}: the line may be cut off.");
            }
            else if (sheet.Day(cells[0], parser.RawRow, columns[0]) is { } day)
            {
                ReadRow(day, cells, columns, parser.RawRow, sheet);
            }
        }

        if (sheet.Rates.Count == 0 || sheet.Earliest > RateSheet.FirstDay)
        {
            sheet.Fault(null, columns[0], null, FaultCodes.Required, $"Expected: every day back to 1999-01-04. {Mend}");
        }
    }

    private static void ReadRow(DateOnly day, string[] cells, string[] columns, int line, RateSheet sheet)
    {
        for (var index = 1; index < columns.Length; index++)
        {
            if (columns[index].Length > 0 && cells[index] is not (NoRate or ""))
            {
                sheet.Add(day, columns[index], cells[index], line, columns[index]);
            }
        }
    }
}
