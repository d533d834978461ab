using Microsoft.AspNetCore.Diagnostics;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Headers that tell a browser what an answer may do: nothing but what this site serves itself, and in no other site's frame but for embedded charts.</summary>
public static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    // Swagger UI writes style attributes; nothing else may.
    private const string DocumentationPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'self'";

    // Data are no document that could load, ask or open anything.
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    // Charts are made to stand in other sites' frames; they hold no form and no session.
    private static readonly string EmbedPolicy = Policy.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);

    /// <summary>Adds the headers to every answer, error pages included. Call it first.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (!context.IsForPage())
            {
                headers.ContentSecurityPolicy = DataPolicy;
                headers.XFrameOptions = "DENY";
                return Task.CompletedTask;
            }

            var embedded = IsEmbedded(context);
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api/docs") ? DocumentationPolicy : embedded ? EmbedPolicy : Policy;
            if (!embedded)
                headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Whether the answer is for another site's frame, an error shown in a chart's place included.</summary>
    public static bool IsEmbedded(this HttpContext context) =>
        new PathString(context.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? context.Request.Path).StartsWithSegments("/embed");
}
