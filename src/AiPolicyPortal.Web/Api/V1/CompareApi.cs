using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CompareApi
{
    private static readonly string[] Columns = ["key", "label", "year", .. TotalsCsv.Sums];

    public static RouteGroupBuilder MapCompare(this RouteGroupBuilder api)
    {
        api.MapAnswer<TotalQueries>("compare", async (context, totals) =>
            {
                var comparison = await totals.CompareAsync(TotalsApi.Read(context, CompareQuery.ReadChosen), context.RequestAborted);
                return TypedResults.Ok(context.Need<ApiAnswers>().Record(context, CompareData.Of(comparison, context.Need<GroupLabels>()), "/compare" + context.Request.QueryString, comparison.AsOf));
            })
            .Describe(
                "compare",
                "Up to eight countries or programmes side by side: the total of each, and of each year in which something was stated.",
                CompareQuery.ReadChosen,
                ParameterTexts.Compare)
            .Produces<RecordAnswer<CompareData>>();
        api.MapAnswer<TotalQueries>("compare.csv", async (context, totals) =>
            {
                var comparison = await totals.CompareAsync(TotalsApi.Read(context, CompareQuery.ReadChosen), context.RequestAborted);
                return CsvAnswer.Of("compare", Columns, Rows(comparison, context.Need<GroupLabels>()));
            })
            .Describe(
                "compare-csv",
                "Of each country or programme the total of each year of statement, what the years lack to the total, and the total, one row each.",
                CompareQuery.ReadChosen,
                ParameterTexts.Compare)
            .Produces<string>(contentType: "text/csv");
        return api;
    }

    private static IEnumerable<IEnumerable<string?>> Rows(Comparison comparison, GroupLabels labels)
    {
        var grouping = CompareTexts.Grouping(comparison.Query);
        return
            from item in comparison.Items
            let label = CsvAnswer.Text(labels.Of(comparison.Snapshot, grouping, item.Key))
            from row in TotalsCsv.SumsOf(item.Report, item.Years)
            select (IEnumerable<string?>)[item.Key, label, row.Key, .. row.Cells];
    }
}
