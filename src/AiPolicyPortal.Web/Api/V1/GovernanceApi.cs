using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class GovernanceApi
{
    public static ListQuery<GovernanceMeasure, GovernanceFilter> Query { get; } = new(GovernanceFilter.SortKeys, GovernanceFilter.Read);

    private static readonly string[] Matrix = ["country", "country_name", "type", "on_record", "coming", "holding", "over", "unknown"];

    private static readonly string[] Duties =
    [
        "duty", "on", "ref", "name", "measure", "measure_name", "measure_type", "country", "adopted", "kind", "note", "source", "source_url",
    ];

    public static RouteGroupBuilder MapGovernance(this RouteGroupBuilder api)
    {
        api.MapNoun<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            new Noun("governance", "governance measure", "Strategies, laws, oversight bodies, ethics frameworks and licensing rules, newest first."), Query, GovernanceColumns.Table, Feeds.Governance);
        api.MapAnswer<GovernanceQueries>("governance/overview", async (context, queries) =>
                TypedResults.Ok(context.Need<ApiAnswers>().Record(
                    context, await ReadAsync(context, queries), "/governance/overview" + context.Request.QueryString)))
            .Describe("governance-overview", "The measures of a selection country by country and type by type, and which programmes and releases carry an ethics review, an audit or an open-licence duty.")
            .Produces<RecordAnswer<GovernanceOverview>>();
        api.MapAnswer<GovernanceQueries>("governance/overview.csv", async (context, queries) =>
                CsvAnswer.Of("governance-overview", Matrix, MatrixRows(await ReadAsync(context, queries))))
            .Describe("governance-overview-csv", "The measures of a selection: how many of each type every country has on record and where they stand, one row a country and type. None on record does not mean that there is none.")
            .Produces<string>(contentType: "text/csv");
        api.MapAnswer<GovernanceQueries>("governance/duties.csv", async (context, queries) =>
                CsvAnswer.Of("governance-duties", Duties, DutyRows(await ReadAsync(context, queries))))
            .Describe("governance-duties-csv", "Programmes and releases that carry an ethics review, an audit or an open-licence duty, each with the measure that puts it on them and its source.")
            .Produces<string>(contentType: "text/csv");
        return api;
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary) =>
        route.DescribeReport("governance", name, summary, GovernanceFilter.Read);

    private static async Task<GovernanceOverview> ReadAsync(HttpContext context, GovernanceQueries queries) =>
        await queries.OverviewAsync(await context.ReadReportAsync(GovernanceFilter.Read, context.RequestAborted), context.RequestAborted);

    private static IEnumerable<IEnumerable<string?>> MatrixRows(GovernanceOverview overview) =>
        overview.Countries.SelectMany(country => country.Types.Select(type => Row(country.Country, type.Tally)));

    private static IEnumerable<string?> Row(CountryLabel country, GovernanceTally tally) =>
    [
        country.Code, country.Name, tally.Type.Code(), CsvAnswer.Count(tally.Count), CsvAnswer.Count(tally.Coming), CsvAnswer.Count(tally.Holding), CsvAnswer.Count(tally.Over), CsvAnswer.Count(tally.Unknown),
    ];

    private static IEnumerable<IEnumerable<string?>> DutyRows(GovernanceOverview overview) => overview.Countries.SelectMany(
        country => country.Duties,
        (country, duty) => (IEnumerable<string?>)
        [
            duty.Duty.Code(), duty.Programme is null ? "release" : "programme", (duty.Programme ?? duty.Release)!.Ref,
            CsvAnswer.Text((duty.Programme ?? duty.Release)!.Name), duty.Measure.Ref, CsvAnswer.Text(duty.Measure.Name), duty.Measure.Type.Code(),
            country.Country.Code, duty.Measure.Adopted?.ToString(), duty.Kind.Code(), CsvAnswer.Text(duty.Note), duty.Source?.Ref, duty.Source?.Url,
        ]);
}
