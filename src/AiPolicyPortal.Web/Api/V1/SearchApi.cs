using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class SearchApi
{
    public static RouteGroupBuilder MapSearch(this RouteGroupBuilder api)
    {
        api.MapAnswer<SearchQueries>("search", async (context, queries) =>
            {
                var parameters = context.Request.Query.ToParameters();
                var (filter, limit, asOf) = Read(parameters);
                var answers = context.Need<ApiAnswers>();
                var fields = answers.Fields<SearchHit>(parameters);
                parameters.ThrowIfInvalid();
                await context.ReadAsOfAsync(asOf, context.RequestAborted);
                var result = await queries.FindAsync(filter, limit, context.RequestAborted);
                return answers.List(context, new Page<SearchHit>(result.Best(limit), result.Count, null, null) { Spelling = result.Spelling, Most = result.Most, Named = result.Named }, fields);
            })
            .WithName("search").WithTags("search")
            .WithSummary("The records of all kinds nearest to the words, best first. meta.count is all that were found; each kind's own list gives the rest.")
            .WithDescription(OperationTexts.Search)
            .WithMetadata(Describe(), new OtherAnswer(typeof(ListAnswer<SelectedFields>)))
            .Produces<ListAnswer<SearchHit>>().ProducesProblem(StatusCodes.Status400BadRequest);
        return api;
    }

    private static (SearchFilter Filter, int Limit, DateTimeOffset? AsOf) Read(QueryParameters parameters)
    {
        var filter = SearchFilter.Read(parameters);
        parameters.Require("q", "it is the words to look for, such as q=compute");
        return (filter, parameters.Number("limit", 1, PageRequest.MaxLimit, PageRequest.DefaultLimit), PastReading.Read(parameters));
    }

    private static QueryDescription Describe()
    {
        var parameters = new QueryParameters([]);
        Read(parameters);
        parameters.List(FieldSelection.Parameter);
        return new QueryDescription(parameters.Known, []) { Examples = { [FieldSelection.Parameter] = FieldSelection.Example(typeof(SearchHit)) } };
    }
}
