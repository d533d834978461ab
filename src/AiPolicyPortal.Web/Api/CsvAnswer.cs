using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Tables;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Web.Api;

/// <summary>Rows as CSV: RFC 4180, UTF-8 with its mark so that spreadsheets read it. Words from records go through <see cref="Text"/>.</summary>
public static class CsvAnswer
{
    private static readonly UTF8Encoding MarkedUtf8 = new(encoderShouldEmitUTF8Identifier: true);

    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    /// <param name="name">Of the file, without its ending.</param>
    public static IResult Of(string name, IEnumerable<string> columns, IEnumerable<IEnumerable<string?>> rows) => Results.Stream(
        async stream =>
        {
            // Whoever closes the answer's stream takes from the memory of answers what was written to it.
            await using var csv = new CsvWriter(new StreamWriter(stream, MarkedUtf8, leaveOpen: true), Rfc4180);
            await WriteAsync(csv, columns);
            foreach (var row in rows)
                await WriteAsync(csv, row);
        },
        "text/csv; charset=utf-8",
        $"{name}.csv");

    /// <summary>Words that a spreadsheet would run as a formula are preceded by an apostrophe.</summary>
    public static string? Text(string? words) => words is null ? null : CsvTable.Defused(words);

    /// <summary>An amount with the decimals it has.</summary>
    public static string? Digits(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    public static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task WriteAsync(CsvWriter csv, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        return csv.NextRecordAsync();
    }
}
