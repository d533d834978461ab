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
        api.MapGet("totals", async (HttpContext context, TotalQueries totals, GroupLabels labels, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var report = await totals.AnswerAsync(Read(context, TotalQuery.Read), cancellationToken);
                return TypedResults.Ok(answers.Record(context, TotalData.Of(report, labels), Page(context), report.AsOf));
            })
            .Describe(Tag, "The total of one stage: what is the same money, inside other money or not spending is counted once or not at all.", TotalQuery.Read)
            .Produces<RecordAnswer<TotalData>>();

        api.MapGet("totals/explain", async (
                HttpContext context, TotalQueries totals, FigureQueries figures, GroupLabels labels, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var report = await totals.AnswerAsync(Read(context, TotalQuery.Read), cancellationToken);
                var sources = await figures.FirstSourcesAsync([.. report.Answer.Total.Counted.Select(counted => counted.Figure.Reference)], report.Query.AsOf, cancellationToken);
                return TypedResults.Ok(answers.Record(context, new ExplainedTotalData(report, labels, sources), Page(context), report.AsOf));
            })
            .Describe("explain-totals", "The same total with every figure it counts, at which rate, and every figure it leaves out, and why.", TotalQuery.Read)
            .Produces<RecordAnswer<ExplainedTotalData>>();

        api.MapGet("new-money", async (HttpContext context, TotalQueries totals, GroupLabels labels, ApiAnswers answers, CancellationToken cancellationToken) =>
            {
                var report = await totals.NewMoneyAsync(Read(context, TotalQuery.ReadNewMoney), cancellationToken);
                return TypedResults.Ok(answers.Record(context, NewMoneyData.Of(report, labels), "/totals/new-money" + context.Request.QueryString, report.AsOf));
            })
            .Describe("new-money", "What was said against what of it was new, with the announcements behind both.", TotalQuery.ReadNewMoney)
            .Produces<RecordAnswer<NewMoneyData>>();
        api.MapTotalsCsv();
        return api;
    }

    internal static TQuery Read<TQuery>(HttpContext context, Func<QueryParameters, TQuery> read)
    {
        var parameters = context.Request.Query.ToParameters();
        var query = read(parameters);
        parameters.ThrowIfInvalid();
        return query;
    }

    private static string Page(HttpContext context) => "/totals/explain" + context.Request.QueryString;

    internal static RouteHandlerBuilder Describe<TQuery>(
        this RouteHandlerBuilder route, string name, string summary, Func<QueryParameters, TQuery> read)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        return route.WithName(name).WithTags(Tag).WithSummary(summary)
            .WithMetadata(new QueryDescription(parameters.Known, [], Tag))
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }
}
