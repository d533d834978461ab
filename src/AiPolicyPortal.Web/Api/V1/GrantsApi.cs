using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>A selection of grants in groups, in place of the grants. The groups and the overlap add up to the total.</summary>
/// <param name="Overlap">The total less its groups: negative where grants are in several groups.</param>
public sealed record GroupedGrants(IReadOnlyList<GrantGroupTotals> Data, GrantTotals Overlap, GrantTotals Total, ListMeta Meta, ListLinks Links);

internal static class GrantsApi
{
    public static ListQuery<Grant, GrantFilter> Query { get; } = new(GrantFilter.SortKeys, GrantFilter.Read, "grants");

    public static RouteGroupBuilder MapGrants(this RouteGroupBuilder api)
    {
        api.MapGroup("").AddEndpointFilter(AnswerGrouped).MapNoun<Grant, GrantFilter, GrantItem, GrantDetail, GrantQueries>(
            new Noun(
                "grants", "grant",
                "Awards to named recipients, the last recorded first; country is a recipient's. With groupBy the counts and sums of the whole selection in groups: data is the groups, beside overlap and total."),
            Query);
        return api;
    }

    private static async ValueTask<object?> AnswerGrouped(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (!context.Request.Query.ContainsKey("groupBy") || context.Request.RouteValues.ContainsKey("reference"))
        {
            return await next(invocation);
        }

        var (filter, _) = Query.Read(context.Request.Query);
        if (filter.GroupBy.Count == 0)
        {
            return await next(invocation);
        }

        var services = context.RequestServices;
        var answer = await services.GetRequiredService<GrantGroupings>().OfAsync(filter, context.RequestAborted);
        var list = services.GetRequiredService<ApiAnswers>().List(
            context, new Page<GrantGroupTotals>(answer.Groups, answer.Groups.Count, null, null) { Spelling = answer.Spelling });
        return TypedResults.Ok(new GroupedGrants(list.Data, answer.Overlap, answer.Total, list.Meta, list.Links));
    }
}
