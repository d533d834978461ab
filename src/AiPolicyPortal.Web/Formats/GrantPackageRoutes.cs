using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Formats;

public static class GrantPackageRoutes
{
    public static WebApplicationBuilder AddGrantPackage(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<GrantPackage>();
        return builder;
    }

    /// <summary>Maps all grants as a 360Giving data package.</summary>
    public static IEndpointRouteBuilder MapGrantPackage(this IEndpointRouteBuilder routes)
    {
        routes.MapAnswer<GrantPackage>("/" + GrantPackage.FileName, async (context, package) =>
        {
            // The package is of all grants: a filter that were ignored would be a wrong answer.
            context.Request.Query.ToParameters().ThrowIfInvalid();
            if (HttpMethods.IsHead(context.Request.Method))
            {
                return Results.Stream(_ => Task.CompletedTask, GrantPackage.MediaType, GrantPackage.FileName);
            }

            return await context.Need<DownloadQueue>().WaitAsync(context)
                ?? Results.Stream(stream => package.WriteAsync(stream, $"{PageAddress.Root(context)}/grants", context.RequestAborted), GrantPackage.MediaType, GrantPackage.FileName);
        }).WithMetadata(ApiMethods.Reading, PublicAnswer.Data).ExcludeFromDescription().WithDownloadLimits();
        return routes;
    }
}
