using AiPolicyPortal.Core.Coverage;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CoverageApi
{
    public static RouteGroupBuilder MapCoverage(this RouteGroupBuilder api)
    {
        api.MapGet("coverage", async (HttpContext context, CoverageQueries queries, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var parameters = context.Request.Query.ToParameters();
                var (filter, asOf) = (CoverageFilter.Read(parameters), PastReading.Read(parameters));
                parameters.ThrowIfInvalid();
                await context.ReadAsOfAsync(asOf, cancellationToken);
                return TypedResults.Ok(answers.Record(context, await queries.ReadAsync(filter, cancellationToken), context.InPast("/coverage")));
            })
            .WithName("get-coverage").WithTags("coverage")
            .WithSummary("How many records there are of each country, how official their sources are and how new; and what is on record since of the public money it announced.")
            .WithMetadata(Describe())
            .Produces<RecordAnswer<CoverageReport>>().ProducesProblem(StatusCodes.Status400BadRequest);
        return api;
    }

    private static QueryDescription Describe()
    {
        var parameters = new QueryParameters([]);
        CoverageFilter.Read(parameters);
        PastReading.Read(parameters);
        return new QueryDescription(parameters.Known, [.. CoverageFilter.SortKeys.Names]);
    }
}
