using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Traces;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>How open the releases of public money are, as JSON and its two tables as CSV.</summary>
internal static class OpenReportApi
{
    private static readonly string[] Shares =
        ["country", "country_name", "releases", "publicly_funded", "other_payer", "payer_unknown", "framework", "result", "funded_with_result", "share"];

    private static readonly string[] Programmes =
    [
        "programme", "programme_name", "country", "commitment", "status", "duties", "grants", "releases", "open_source", "not_open_source", "cannot_tell",
        "outstanding",
    ];

    public static RouteGroupBuilder MapOpen(this RouteGroupBuilder api)
    {
        api.MapAnswer<OpenQueries>("open", async (context, queries) =>
                TypedResults.Ok(context.Need<ApiAnswers>().Record(
                    context, await ReadAsync(context, queries), "/open" + context.Request.QueryString)))
            .Describe("get-open", "How open the releases are that public money paid for, country by country with what is unknown; and of each programme with an open-source commitment what it promised, its grants, the releases that came of it and what is outstanding.")
            .Produces<RecordAnswer<OpenReport>>();
        api.MapAnswer<OpenQueries>("open.csv", async (context, queries) =>
                CsvAnswer.Of("open", Shares, Rows(await ReadAsync(context, queries))))
            .Describe("open-csv", "Publicly funded releases of each country and of all, by what each framework says of them.")
            .Produces<string>(contentType: "text/csv");
        api.MapAnswer<OpenQueries>("open/programmes.csv", async (context, queries) =>
                CsvAnswer.Of("open-programmes", Programmes, Rows((await ReadAsync(context, queries)).Programmes)))
            .Describe("open-programmes-csv", "Programmes with an open-source commitment: grants, releases, how open they are and what is outstanding, one row each.")
            .Produces<string>(contentType: "text/csv");
        return api;
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary) =>
        route.DescribeReport("open", name, summary, OpenFilter.Read);

    private static async Task<OpenReport> ReadAsync(HttpContext context, OpenQueries queries) =>
        await queries.ReadAsync(await context.ReadReportAsync(OpenFilter.Read, context.RequestAborted), context.RequestAborted);

    private static IEnumerable<IEnumerable<string?>> Rows(OpenReport report) =>
        report.Countries.SelectMany(country => Rows(country.Country.Code, country.Country.Name, country.Releases))
            .Concat(report.Unknown is { Releases: > 0 } unknown ? Rows("unknown", "Unknown", unknown) : [])
            .Concat(Rows("total", "Total", report.Total));

    private static IEnumerable<IEnumerable<string?>> Rows(string key, string name, OpenCounts counts) =>
        Rows(key, name, counts, "mof", counts.Mof).Concat(Rows(key, name, counts, "osaid", counts.Osaid)).Concat(Rows(key, name, counts, "grid", counts.Grid));

    private static IEnumerable<IEnumerable<string?>> Rows<T>(
        string key, string name, OpenCounts counts, string framework, IReadOnlyList<ResultCount<T>> results)
        where T : struct, Enum => results.Select(result => (IEnumerable<string?>)
        [
            key, name, CsvAnswer.Count(counts.Releases), CsvAnswer.Count(counts.PubliclyFunded), CsvAnswer.Count(counts.OtherPayer), CsvAnswer.Count(counts.PayerUnknown),
            framework, result.Result.Code(), CsvAnswer.Count(result.Releases), result.Share?.ToString(CultureInfo.InvariantCulture),
        ]);

    private static IEnumerable<IEnumerable<string?>> Rows(IReadOnlyList<OpenProgramme> programmes) => programmes.Select(programme => (IEnumerable<string?>)
    [
        programme.Programme.Ref, CsvAnswer.Text(programme.Programme.Name), programme.Country.Code, programme.Commitment.Code(), programme.Status.Code(),
        string.Join(';', programme.Duties.Select(duty => duty.Measure.Ref).Distinct()), CsvAnswer.Count(programme.GrantCount),
        string.Join(';', programme.Releases.Select(release => release.Ref)),
        CsvAnswer.Count(programme.OpenSourceReleases), Named(programme, OpenGap.NotOpenSource), Named(programme, OpenGap.CannotTell),
        string.Join(';', programme.Outstanding.Select(one => one.Gap.Code())),
    ]);

    private static string Named(OpenProgramme programme, OpenGap gap) =>
        CsvAnswer.Count(programme.Outstanding.Where(one => one.Gap == gap).Sum(one => one.Releases.Count));
}
