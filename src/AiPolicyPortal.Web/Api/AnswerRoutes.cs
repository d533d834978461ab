using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

internal static class AnswerRoutes
{
    /// <summary>
    /// Maps a route onto an answer that takes what else it needs from the request. A handler with parameters of its own would have to be compiled at
    /// each start, which for all routes of the nouns takes longer than the rest of a start. A query that is refused is answered with 400 and every fault.
    /// </summary>
    public static RouteHandlerBuilder MapAnswer<TQueries>(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, TQueries, Task<IResult>> answer)
        where TQueries : notnull
    {
        RequestDelegate handler = async context =>
        {
            IResult result;
            try
            {
                result = await answer(context, context.Need<TQueries>());
            }
            catch (InvalidQueryException exception)
            {
                result = ApiProblems.InvalidQuery(exception);
            }

            await result.ExecuteAsync(context);
        };
        return routes.MapGet(pattern, (Delegate)handler);
    }

    /// <summary>Refuses what is asked of answers that are the same for everybody: a filter that were ignored would be a wrong answer.</summary>
    /// <param name="but">What may be asked of them all the same.</param>
    public static RouteGroupBuilder TakesNoParameters(this RouteGroupBuilder routes, params string[] but) => routes.AddEndpointFilter(async (context, next) =>
    {
        var parameters = context.HttpContext.Request.Query.ToParameters();
        foreach (var name in but)
            parameters.Allow(name);
        try
        {
            parameters.ThrowIfInvalid();
        }
        catch (InvalidQueryException exception)
        {
            return ApiProblems.InvalidQuery(exception);
        }

        return await next(context);
    });

    /// <summary>A service of the request.</summary>
    public static T Need<T>(this HttpContext context)
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>The part of the address that the route names so.</summary>
    public static string RoutePart(this HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
