using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class GovernanceApi
{
    public static ListQuery<GovernanceMeasure, GovernanceFilter> Query { get; } = new(GovernanceFilter.SortKeys, GovernanceFilter.Read);

    public static RouteGroupBuilder MapGovernance(this RouteGroupBuilder api)
    {
        api.MapNoun<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            new Noun("governance", "governance measure", "Strategies, laws, oversight bodies, ethics frameworks and licensing rules, newest first."), Query, GovernanceColumns.Table, Feeds.Governance);
        api.MapGet("governance/overview", async (HttpContext context, GovernanceQueries queries, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var parameters = context.Request.Query.ToParameters();
                var (filter, asOf) = (GovernanceFilter.Read(parameters), PastReading.Read(parameters));
                parameters.ThrowIfInvalid();
                await context.ReadAsOfAsync(asOf, cancellationToken);
                return TypedResults.Ok(answers.Record(
                    context, await queries.OverviewAsync(filter, cancellationToken), "/governance/overview" + context.Request.QueryString));
            })
            .WithName("governance-overview").WithTags("governance")
            .WithSummary("The measures of a selection country by country and type by type, and which programmes and releases carry an ethics review, an audit or an open-licence duty.")
            .WithMetadata(Describe())
            .Produces<RecordAnswer<GovernanceOverview>>().ProducesProblem(StatusCodes.Status400BadRequest);
        return api;
    }

    private static QueryDescription Describe()
    {
        var parameters = new QueryParameters([]);
        GovernanceFilter.Read(parameters);
        PastReading.Read(parameters);
        return new QueryDescription(parameters.Known, []);
    }
}
