using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace AiPolicyPortal.Web.Access;

/// <summary>
/// Refuses with 429 what goes beyond a client's share. The API and data say with each answer what is left; pages are limited
/// generously, styles and health checks not at all.
/// </summary>
internal sealed class RateLimiting(RequestDelegate next, RateLimiters limiters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsFree(context))
        {
            await next(context);
            return;
        }

        var client = Client.Of(context);
        var isPage = context.IsForPage();
        var share = isPage ? limiters.OfPages(client) : limiters.OfRequests(client);
        var refusal = limiters.Refuse(context, share);
        if (!isPage || refusal is not null)
        {
            context.Response.OnStarting(() =>
            {
                limiters.Describe(context.Response.Headers, share);
                return Task.CompletedTask;
            });
        }

        if (refusal is null)
            await GoOnAsync(context, client);
        else if (isPage)
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        else
            await refusal.ExecuteAsync(context);
    }

    private async Task GoOnAsync(HttpContext context, Client client)
    {
        // The headers of a file are no file.
        if (context.GetEndpoint()?.Metadata.GetMetadata<DownloadLimits>() is null || HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        using var place = limiters.Enter(context, limiters.OfDownloads(client), out var refusal);
        await (refusal is null ? next(context) : refusal.ExecuteAsync(context));
    }

    private static bool IsFree(HttpContext context) =>
        context.Request.Path.StartsWithSegments(HealthChecks.Root)
        || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
