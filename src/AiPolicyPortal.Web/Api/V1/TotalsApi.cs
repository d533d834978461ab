using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class TotalsApi
{
    private const string Tag = "totals";

    public static RouteGroupBuilder MapTotals(this RouteGroupBuilder api)
    {
        api.MapAnswer<TotalQueries>("totals", async (context, totals) =>
            {
                var report = await totals.AnswerAsync(Read(context, TotalQuery.Read), context.RequestAborted);
                return TypedResults.Ok(context.Need<ApiAnswers>().Record(context, TotalData.Of(report, context.Need<GroupLabels>()), Page(context), report.AsOf));
            })
            .Describe(Tag, "The total of one stage: what is the same money, inside other money or not spending is counted once or not at all.", TotalQuery.Read)
            .Produces<RecordAnswer<TotalData>>();

        api.MapAnswer<TotalQueries>("totals/explain", async (context, totals) =>
            {
                var report = await totals.AnswerAsync(Read(context, TotalQuery.Read), context.RequestAborted);
                var statements = await context.Need<FigureQueries>().OfAsync(report, context.RequestAborted);
                return TypedResults.Ok(context.Need<ApiAnswers>().Record(context, new ExplainedTotalData(report, context.Need<GroupLabels>(), statements), Page(context), report.AsOf));
            })
            .Describe("explain-totals", "The same total with every figure it counts, at which rate, and every figure it leaves out, and why.", TotalQuery.Read)
            .Produces<RecordAnswer<ExplainedTotalData>>();

        api.MapAnswer<TotalQueries>("new-money", async (context, totals) =>
            {
                var report = await totals.NewMoneyAsync(Read(context, TotalQuery.ReadNewMoney), context.RequestAborted);
                return TypedResults.Ok(context.Need<ApiAnswers>().Record(context, NewMoneyData.Of(report, context.Need<GroupLabels>()), "/totals/new-money" + context.Request.QueryString, report.AsOf));
            })
            .Describe("new-money", "What was said against what of it was new, with the announcements behind both. A larger sum stated later is new in full even where parts of it had been stated before; partsBefore names them, and totals count such money once.", TotalQuery.ReadNewMoney, ParameterTexts.NewMoney)
            .Produces<RecordAnswer<NewMoneyData>>();
        api.MapTotalsCsv();
        return api;
    }

    /// <summary>Where each figure that a total counts was stated.</summary>
    internal static Task<Dictionary<string, FigureStatement>> OfAsync(this FigureQueries figures, TotalReport report, CancellationToken cancellationToken) =>
        figures.StatementsAsync([.. report.Answer.Total.Counted.Select(counted => counted.Figure.Reference)], report.Query.AsOf, cancellationToken);

    internal static TQuery Read<TQuery>(HttpContext context, Func<QueryParameters, TQuery> read)
    {
        var parameters = context.Request.Query.ToParameters();
        var query = read(parameters);
        parameters.ThrowIfInvalid();
        return query;
    }

    private static string Page(HttpContext context) => "/totals/explain" + context.Request.QueryString;

    internal static RouteHandlerBuilder Describe<TQuery>(
        this RouteHandlerBuilder route, string name, string summary, Func<QueryParameters, TQuery> read, string subject = Tag)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        return route.WithName(name).WithTags(Tag).WithSummary(summary).WithDescription(OperationTexts.Total)
            .WithMetadata(new QueryDescription(parameters.Known, [], subject))
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
