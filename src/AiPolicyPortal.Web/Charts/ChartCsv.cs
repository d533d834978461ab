using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Caching;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// <c>/charts/{name}.csv</c>: what a chart draws, one row a cell, in the language asked for. Amounts are full decimals in the unit;
/// <c>status</c> is <c>stated</c>, <c>partly-undisclosed</c>, <c>partly-not-converted</c>, <c>undisclosed</c>, <c>not-converted</c>, <c>none-counted</c> (all of it is left out by the rules), <c>other-currencies</c> (all of it is in other currencies, which the remark says) or <c>nothing-recorded</c>.
/// </summary>
public static class ChartCsv
{
    private static readonly string[] Columns =
        ["key", "label", "date", "series", "series_label", "low", "high", "unit", "status", "remark", "as_of"];

    public static IEndpointRouteBuilder MapChartCsv(this IEndpointRouteBuilder routes)
    {
        routes.MapAnswer<ChartCatalogue>("/charts/{name}.csv", async (context, charts) =>
            {
                var name = context.RoutePart("name");
                return await charts.MakeAsync(name, context, context.RequestAborted) is { } chart
                    ? CsvAnswer.Of(name, Columns, Rows(chart))
                    : charts.Knows(name) ? CsvAnswer.Of(name, Columns, []) : Results.NotFound();
            })
            .WithMetadata(ApiMethods.Reading, PublicAnswer.Data)
            .ExcludeFromDescription();
        return routes;
    }

    private static IEnumerable<IEnumerable<string?>> Rows(Chart chart) =>
        from row in chart.Rows.Concat(chart.Foot)
        from pair in chart.Series.Zip(row.Cells, (series, cell) => (Series: series, Cell: cell))
        where !pair.Cell.IsAbsent
        select (IEnumerable<string?>)
        [
            row.Key, CsvAnswer.Text(row.Label), row.Date?.ToString(), pair.Series.Key, CsvAnswer.Text(pair.Series.Label), Digits(chart, pair.Cell.Low), Digits(chart, pair.Cell.High),
            chart.Unit.Code, Status(pair.Cell), CsvAnswer.Text(row.Remark), Instant.WriteInFull(chart.AsOf),
        ];

    private static string? Digits(Chart chart, decimal? amount) => CsvAnswer.Digits(chart.Places is { } places ? Amounts.Of(amount, places) : amount);

    private static string Status(ChartCell cell) => (cell.Low, cell.Undisclosed) switch
    {
        (null, true) => "undisclosed",
        (null, false) => cell.NotConverted ? "not-converted" : cell.LeftOut ? "none-counted" : cell.InOtherCurrencies ? "other-currencies" : "nothing-recorded",
        (_, true) => "partly-undisclosed",
        _ => cell.NotConverted ? "partly-not-converted" : "stated",
    };
}
