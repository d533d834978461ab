using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

/// <summary>What may be asked of a route besides what it is mapped for.</summary>
internal static class ApiMethods
{
    /// <summary>A route that answers GET answers HEAD too, with the same headers.</summary>
    public static HttpMethodMetadata Reading { get; } = new([HttpMethods.Get, HttpMethods.Head]);

    /// <summary>Whoever asks a machine's address for its methods is told them, and not that OPTIONS is none of them. Call it within the error pages.</summary>
    public static IApplicationBuilder UseApiMethods(this IApplicationBuilder app) => app.UseWhen(
        context => HttpMethods.IsOptions(context.Request.Method) && !context.IsForPage(),
        asked => asked.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status405MethodNotAllowed } response)
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                response.Headers.Allow = $"{response.Headers.Allow}, {HttpMethods.Options}";
            }
        }));
}
