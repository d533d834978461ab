using System.Globalization;

namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>Finds out what a file of grants is, and reads its rows.</summary>
public static class GrantFileReader
{
    /// <summary>The format that the name of a file says; null where it says none that the portal reads.</summary>
    public static GrantFileFormat? FormatOf(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".csv" or ".tsv" or ".txt" => GrantFileFormat.Csv,
        ".xlsx" => GrantFileFormat.Xlsx,
        ".json" => GrantFileFormat.Json,
        _ => null,
    };

    /// <param name="path">Of the file.</param>
    /// <param name="format">Of the file.</param>
    /// <param name="chosen">What a person chose instead of what is found: encoding, delimiter, sheet; null where nothing is.</param>
    /// <exception cref="ImportRefusedException">It cannot be read.</exception>
    public static GrantFileLayout Inspect(string path, GrantFileFormat format, GrantFileLayout? chosen = null)
    {
        if (new FileInfo(path).Length == 0)
        {
            throw ImportProblems.Refuse(ImportProblems.Empty, "The file is empty.");
        }

        var layout = format switch
        {
            GrantFileFormat.Csv => Text(path, chosen),
            GrantFileFormat.Xlsx => Workbook(path, chosen),
            _ => new GrantFileLayout(TextEncodings.Utf8, null, [], null, JsonRows.Headings(path), []),
        };
        var rows = AllRows(path, format, layout).Take(FileLimits.SampleRows + 1).ToList();
        if (format == GrantFileFormat.Json)
        {
            return layout with { Samples = [.. rows.Select(Sample)] };
        }

        if (rows.Count == 0 || rows[0].IsEmpty)
        {
            throw ImportProblems.Refuse(ImportProblems.NoHeading, "The first row names the columns; it is empty.");
        }

        // Only blank rows may come first, and rows thereafter.
        if (rows.Count <= FileLimits.SampleRows && rows.Skip(1).All(row => row.IsEmpty))
        {
            throw ImportProblems.Refuse(ImportProblems.Empty, "There is no row below the heading.");
        }

        var headings = rows[0].Cells.Select((cell, index) => Heading(cell, index)).ToList();
        return layout with { Headings = Distinct(headings), Samples = [.. rows.Skip(1).Select(Sample)] };
    }

    /// <summary>The rows below the heading that have a cell which is not empty.</summary>
    /// <exception cref="ImportRefusedException">It cannot be read on.</exception>
    public static IEnumerable<SourceRow> Rows(string path, GrantFileFormat format, GrantFileLayout layout) =>
        AllRows(path, format, layout).Skip(format == GrantFileFormat.Json ? 0 : 1).Where(row => !row.IsEmpty);

    private static IEnumerable<SourceRow> AllRows(string path, GrantFileFormat format, GrantFileLayout layout) => format switch
    {
        GrantFileFormat.Csv => CsvRows.Read(path, layout.Encoding!, layout.Delimiter!.Value),
        GrantFileFormat.Xlsx => XlsxRows.Read(path, layout.Sheet!),
        _ => JsonRows.Read(path, layout.Headings),
    };

    private static GrantFileLayout Text(string path, GrantFileLayout? chosen)
    {
        var encoding = chosen?.Encoding ?? TextEncodings.Detect(path);
        return new GrantFileLayout(encoding, chosen?.Delimiter ?? TextEncodings.DetectDelimiter(path, encoding), [], null, [], []);
    }

    private static GrantFileLayout Workbook(string path, GrantFileLayout? chosen)
    {
        var sheets = XlsxRows.Sheets(path);
        return sheets.Count == 0
            ? throw ImportProblems.Refuse(ImportProblems.NoSheet, "The workbook has no sheet.")
            : new GrantFileLayout(null, null, sheets, chosen?.Sheet ?? sheets[0], [], []);
    }

    private static string Heading(string? cell, int index) => Kept(cell)?.TrimStart('\uFEFF').Trim() is { Length: > 0 } text
        ? text.Length <= FileLimits.SampleLength ? text : text[..FileLimits.SampleLength]
        : string.Create(CultureInfo.InvariantCulture, $"({index + 1})");

    // Columns are told apart by their headings.
    private static List<string> Distinct(List<string> headings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return [.. headings.Select(heading =>
        {
            var name = heading;
            for (var number = 2; !known.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{heading} ({number})");
            }

            return name;
        })];
    }

    private static IReadOnlyList<string?> Sample(SourceRow row) =>
        [.. row.Cells.Select(Kept).Select(cell => cell is { Length: > FileLimits.SampleLength } ? string.Concat(cell.AsSpan(0, FileLimits.SampleLength), "…") : cell)];

    // PostgreSQL keeps no NUL.
    private static string? Kept(string? cell) => cell?.Replace('\0', ' ');
}
