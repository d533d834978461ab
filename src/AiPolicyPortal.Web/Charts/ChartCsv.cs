using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Api;
using CsvHelper;
using CsvHelper.Configuration;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// <c>/charts/{name}.csv</c>: what a chart draws, one row a cell, in the language asked for. Amounts are full decimals in the unit;
/// <c>status</c> is <c>stated</c>, <c>partly-undisclosed</c>, <c>undisclosed</c> or <c>nothing-recorded</c>.
/// </summary>
public static class ChartCsv
{
    // Text that a spreadsheet would run as a formula is preceded by an apostrophe.
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        InjectionOptions = InjectionOptions.Escape,
        // A minus begins a number here.
        InjectionCharacters = ['=', '@', '+', '\t', '\r'],
    };

    public static IEndpointRouteBuilder MapChartCsv(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/charts/{name}.csv", async (string name, HttpContext context, ChartCatalogue charts, CancellationToken cancellationToken) =>
            await charts.MakeAsync(name, ChartAddress.Asked(context.Request.Query), cancellationToken) is { } chart
                ? Results.File(new UTF8Encoding(true).GetPreamble().Concat(Encoding.UTF8.GetBytes(Write(chart))).ToArray(), "text/csv; charset=utf-8", $"{name}.csv")
                : Results.NotFound())
            .AddEndpointFilter(ApiProblems.RefuseInvalidQueries)
            .ExcludeFromDescription();
        return routes;
    }

    private static string Write(Chart chart)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, Rfc4180);
        WriteRow(csv, "key", "label", "date", "series", "series_label", "low", "high", "unit", "status", "remark", "as_of");
        foreach (var row in chart.Rows.Concat(chart.Foot))
        {
            foreach (var (series, cell) in chart.Series.Zip(row.Cells))
            {
                WriteRow(
                    csv, row.Key, row.Label, row.Date?.ToString(), series.Key, series.Label, Digits(cell.Low), Digits(cell.High), chart.Unit.Code,
                    Status(cell), row.Remark, Instant.Write(chart.AsOf));
            }
        }

        csv.Flush();
        return text.ToString();
    }

    private static void WriteRow(CsvWriter csv, params IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }

    private static string? Digits(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static string Status(ChartCell cell) => (cell.Low, cell.Undisclosed) switch
    {
        (null, true) => "undisclosed",
        (null, false) => "nothing-recorded",
        (_, true) => "partly-undisclosed",
        _ => "stated",
    };
}
