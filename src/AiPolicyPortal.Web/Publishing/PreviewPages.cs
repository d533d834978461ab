using System.Globalization;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>That a public page is shown as it would be with a change set published.</summary>
/// <param name="Number">Of the change set.</param>
/// <param name="Root">Path that the previews of the change set live below.</param>
public sealed record Preview(long Number, string Root);

/// <summary>
/// Shows every public page below <c>/admin/preview/{number}</c> as it would be with the change set published: the same page and the same
/// queries, in a transaction that is rolled back. Nothing of it is kept, and only who may see drafts sees it.
/// </summary>
public static class PreviewPages
{
    public const string Path = "/admin/preview";

    /// <summary>Call it before routing.</summary>
    public static IApplicationBuilder UsePreviewAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments(Path, out var rest) || Parse(rest) is not var (number, page) || !IsPublicPage(page))
            return next(context);

        var root = $"{Path}/{number.ToString(CultureInfo.InvariantCulture)}";
        context.Features.Set(new Preview(number, root));
        context.Request.PathBase = context.Request.PathBase.Add(root);
        context.Request.Path = page;
        return next(context);
    });

    /// <summary>Call it after the language is set and who is signed in is known.</summary>
    public static IApplicationBuilder UsePreviews(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Features.Get<Preview>() is not { } preview || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        if (!context.User.MayActAs(AccountRole.Contributor))
        {
            // The sign-in lives outside of the preview and leads back to it.
            (context.Request.PathBase, context.Request.Path) = (OutsideOf(context, preview), new PathString(preview.Root + context.Request.Path));
            await context.ChallengeAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        if (IsAsset(context))
        {
            await next(context);
            return;
        }

        // What was known then is public, and the same with the change set or without.
        if (context.Request.Query.ContainsKey(PastReading.Parameter))
        {
            context.Response.Redirect(OutsideOf(context, preview) + context.Request.Path + context.Request.QueryString);
            return;
        }

        var services = context.RequestServices;
        await using var trial = new ChangeSetPreview(services.GetRequiredService<PortalDbContext>(), services.GetRequiredService<TimeProvider>());
        var result = await trial.OpenAsync(preview.Number, context.RequestAborted);
        if (result.ChangeSet is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (result.Busy)
        {
            context.Response.Headers.RetryAfter = "5";
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else if (result.Faults.Count > 0)
        {
            context.Response.Redirect($"{OutsideOf(context, preview)}/admin/changes/{preview.Number}?check=true");
        }
        else
        {
            await next(context);
        }
    });

    /// <summary>The path that the portal itself lives below.</summary>
    public static string OutsideOf(HttpContext context, Preview preview) => context.Request.PathBase.Value![..^preview.Root.Length];

    private static (long Number, PathString Page)? Parse(PathString rest)
    {
        var parts = rest.Value!.Split('/', 3);
        return parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (number, new PathString("/" + (parts.Length > 2 ? parts[2] : "")))
            : null;
    }

    // Downloads would keep everybody from publishing for as long as they last.
    private static bool IsPublicPage(PathString page) =>
        !page.StartsWithSegments("/admin") && !page.StartsWithSegments("/account") && !page.StartsWithSegments("/api") && !page.StartsWithSegments("/mcp")
        && !page.StartsWithSegments("/data") && !page.StartsWithSegments("/charts") && !page.StartsWithSegments("/health") && !page.StartsWithSegments("/embed")
        && (IsAssetPath(page) || !System.IO.Path.HasExtension(page.Value));

    private static bool IsAsset(HttpContext context) => IsAssetPath(context.Request.Path);

    private static bool IsAssetPath(PathString page) => page.StartsWithSegments("/dist") || page == "/favicon.svg";
}
