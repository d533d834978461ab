using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CompareApi
{
    public static RouteGroupBuilder MapCompare(this RouteGroupBuilder api)
    {
        api.MapGet("compare", async (HttpContext context, TotalQueries totals, GroupLabels labels, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var comparison = await totals.CompareAsync(TotalsApi.Read(context, CompareQuery.ReadChosen), cancellationToken);
                return TypedResults.Ok(answers.Record(context, CompareData.Of(comparison, labels), "/compare" + context.Request.QueryString, comparison.AsOf));
            })
            .Describe(
                "compare",
                "Up to eight countries or programmes side by side: the total of each, and of each year in which something was stated.",
                CompareQuery.ReadChosen)
            .Produces<RecordAnswer<CompareData>>();
        return api;
    }
}
