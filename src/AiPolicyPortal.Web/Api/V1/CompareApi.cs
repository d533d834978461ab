using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CompareApi
{
    private const string Tag = "totals";

    public static RouteGroupBuilder MapCompare(this RouteGroupBuilder api)
    {
        var known = new QueryParameters([]);
        CompareQuery.ReadChosen(known);
        api.MapGet("compare", async (HttpContext context, TotalQueries totals, GroupLabels labels, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var parameters = context.Request.Query.ToParameters();
                var query = CompareQuery.ReadChosen(parameters);
                parameters.ThrowIfInvalid();
                var comparison = await totals.CompareAsync(query, cancellationToken);
                return TypedResults.Ok(answers.Record(context, CompareData.Of(comparison, labels), "/compare" + context.Request.QueryString, comparison.AsOf));
            })
            .WithName("compare").WithTags(Tag)
            .WithSummary("Up to eight countries or programmes side by side: the total of each, and of each year in which something was stated.")
            .WithMetadata(new QueryDescription(known.Known, [], Tag))
            .Produces<RecordAnswer<CompareData>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        return api;
    }
}
