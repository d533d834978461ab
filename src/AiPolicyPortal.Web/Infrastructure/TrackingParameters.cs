namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// Newsletters, social networks and advertisements add parameters of their own to the addresses that people share. A page that refuses what it does not
/// know would be lost to whoever follows such a link, so they are taken away first. The API refuses them as it does any other.
/// </summary>
internal static class TrackingParameters
{
    private static readonly string[] Names = ["fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl"];

    /// <summary>Call it before routing.</summary>
    public static IApplicationBuilder UseTrackingParameters(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.IsReading() && request.QueryString.HasValue
            && !request.Path.StartsWithSegments("/api/v1") && !request.Path.StartsWithSegments("/mcp")
            && request.Query.Keys.Where(IsTracking).ToList() is { Count: > 0 } tracking)
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Redirect(PageAddress.With(context, [.. tracking.Select(name => (name, (string?)null))]));
            return Task.CompletedTask;
        }

        return next(context);
    });

    private static bool IsTracking(string name) =>
        name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
