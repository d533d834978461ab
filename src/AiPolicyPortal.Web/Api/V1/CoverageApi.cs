using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Coverage;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CoverageApi
{
    private static readonly string[] Columns =
    [
        "country", "country_name", "programmes", "figures", .. Enum.GetValues<Stage>().Select(stage => stage.Code()), "official", "official_share",
        "undisclosed", "undisclosed_share", "newest", "grants", "releases", "governance",
    ];

    public static RouteGroupBuilder MapCoverage(this RouteGroupBuilder api)
    {
        api.MapAnswer<CoverageQueries>("coverage", async (context, queries) =>
                TypedResults.Ok(context.Need<ApiAnswers>().Record(context, await ReadAsync(context, queries), "/coverage" + context.Request.QueryString)))
            .Describe(
                "get-coverage",
                "How many records there are of each country, how official their sources are and how new; and what is on record since of the public money it announced.")
            .Produces<RecordAnswer<CoverageReport>>();
        api.MapAnswer<CoverageQueries>("coverage.csv", async (context, queries) =>
                CsvAnswer.Of("coverage", Columns, Rows(await ReadAsync(context, queries))))
            .Describe("coverage-csv", "How many records there are of each country, of unknown countries and of all, one row each.")
            .Produces<string>(contentType: "text/csv");
        return api;
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary) =>
        route.DescribeReport("coverage", name, summary, CoverageFilter.Read, [.. CoverageFilter.SortKeys.Names]);

    private static async Task<CoverageReport> ReadAsync(HttpContext context, CoverageQueries queries) =>
        await queries.ReadAsync(await context.ReadReportAsync(CoverageFilter.Read, context.RequestAborted), context.RequestAborted);

    private static IEnumerable<IEnumerable<string?>> Rows(CoverageReport report) =>
    [
        .. report.Countries.Select(row => Row(row.Country.Code, row.Country.Name, row.Counts)),
        .. report.Unknown is { } unknown ? [Row("unknown", "Unknown", unknown)] : Array.Empty<IEnumerable<string?>>(),
        Row("total", "Total", report.Total),
    ];

    private static IEnumerable<string?> Row(string key, string name, CoverageCounts counts) =>
    [
        key, CsvAnswer.Text(name), CsvAnswer.Count(counts.Programmes), CsvAnswer.Count(counts.Figures), .. counts.FiguresByStage.Select(stage => CsvAnswer.Count(stage.Figures)),
        CsvAnswer.Count(counts.OfficialFigures), Text(counts.OfficialShare), CsvAnswer.Count(counts.UndisclosedFigures), Text(counts.UndisclosedShare), counts.Newest?.ToString(),
        CsvAnswer.Count(counts.Grants), CsvAnswer.Count(counts.Releases), CsvAnswer.Count(counts.Governance),
    ];

    private static string? Text(double? share) => share?.ToString(CultureInfo.InvariantCulture);
}
