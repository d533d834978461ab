using System.Globalization;
using AiPolicyPortal.Core.Common;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace AiPolicyPortal.Core.Tables;

/// <summary>
/// Writes a table as a workbook: the rows on the first sheet, under a heading that stays in sight, and what they are on a second.
/// Every word is a text cell, so nothing is run as a formula, and numbers of more digits than a spreadsheet keeps are text too; not those of a long
/// fraction, which are quotients such as rates, to be worked with.
/// </summary>
public static class XlsxTable
{
    /// <summary>What a sheet holds below its heading.</summary>
    public const int MaxRows = 1_048_575;

    private const int MaxCellLength = 32_767;
    private const int MostDigits = 15;
    private const int LongFraction = 6;

    private static readonly OpenXmlConfiguration Configuration = new() { EnableAutoWidth = false, AutoFilter = true, FreezeRowCount = 1 };

    /// <param name="about">Names and values for the second sheet.</param>
    /// <param name="stream">Written to synchronously.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="TooManyRowsException">There are more rows than a sheet holds; what was written is to be thrown away.</exception>
    public static async Task<long> WriteAsync<TItem>(
        Table<TItem> table, IAsyncEnumerable<TItem> items, IEnumerable<(string Name, string Value)> about, Stream stream, CancellationToken cancellationToken)
    {
        var rows = new XlsxRows<TItem>(table, items.ToBlockingEnumerable(cancellationToken));
        var sheets = new Dictionary<string, object>
        {
            [table.Name] = rows,
            ["About"] = about.Select(line => new Dictionary<string, object> { ["Name"] = line.Name, ["Value"] = Fitting(line.Value) }),
        };

        // The library reads rows one by one and cannot wait for them.
        await Task.Run(() => stream.SaveAs(sheets, configuration: Configuration), cancellationToken);
        return rows.Count;
    }

    internal static object? ValueOf(Cell cell) => cell.Kind switch
    {
        CellKind.Words => Fitting(cell.Words),
        CellKind.List => Fitting(string.Join(Table.ListSeparator, cell.List)),
        CellKind.Number => IsKept(cell.Number) ? cell.Number : cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Flag => cell.Flag,
        CellKind.Instant => Instant.Write(cell.Instant),
        _ => null,
    };

    private static bool IsKept(decimal number)
    {
        var digits = Math.Abs(number).ToString(CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
            digits = digits.TrimEnd('0');
        return (point >= 0 && digits.Length - point - 1 > LongFraction)
            || digits.Replace(".", "", StringComparison.Ordinal).TrimStart('0').Length <= MostDigits;
    }

    private static string Fitting(string words) => words.Length <= MaxCellLength ? words : words[..(MaxCellLength - 1)] + "…";
}

/// <summary>A selection has more rows than a sheet of a workbook holds.</summary>
public sealed class TooManyRowsException() : Exception($"A sheet holds {XlsxTable.MaxRows} rows below its heading; take the CSV.");
