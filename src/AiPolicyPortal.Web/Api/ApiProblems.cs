using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Api;

/// <summary>Errors of the API as RFC 9457 problems, each naming what is wrong and how to mend it.</summary>
public static class ApiProblems
{
    /// <summary>Turns a refused query into 400 with every fault in <c>errors</c>.</summary>
    public static async ValueTask<object?> RefuseInvalidQueries(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidQueryException exception)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "The query cannot be answered as asked.",
                detail: "Nothing was ignored; mend what errors names and ask again.",
                extensions: new Dictionary<string, object?>
                {
                    ["errors"] = exception.Errors.Select(error => new { error.Parameter, error.Code, error.Message }),
                });
        }
    }

    public static IResult NotFound(Noun noun, string reference) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: $"There is no {noun.Name} '{reference}'.",
        detail: $"References are as in /api/v1/{noun.Path}; /api/v1/search?q= finds records by words.");

    /// <param name="reason">Why the record was withdrawn.</param>
    public static IResult Gone(Noun noun, string reference, string? reason) => TypedResults.Problem(
        statusCode: StatusCodes.Status410Gone,
        title: $"The {noun.Name} '{reference}' was withdrawn.",
        detail: reason ?? "No reason was recorded.");
}
