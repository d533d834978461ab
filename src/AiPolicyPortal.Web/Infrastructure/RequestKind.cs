using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Tells requests for pages, which are localised and answered in HTML, from those of machines.</summary>
public static class RequestKind
{
    private static readonly string[] DataEndings = [.. ListFormat.All.Select(format => "." + format.Ending), ".xml", ".txt", ".jsonld", ".ttl"];

    /// <summary>Whether it asks for something by GET or HEAD.</summary>
    public static bool IsReading(this HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>True for a page; false for the API, assistants, health checks, data endings of pages and what only crawlers read. <c>/api</c> and <c>/api/docs</c> are pages.</summary>
    public static bool IsForPage(this HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/api"))
            return path == "/api" || path == "/api/" || path.StartsWithSegments("/api/docs");

        return !path.StartsWithSegments("/health") && !path.StartsWithSegments("/mcp")
            && !DataEndings.Any(ending => path.Value!.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
