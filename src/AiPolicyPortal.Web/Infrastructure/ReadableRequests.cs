using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Refuses what nothing behind could read: a host that is no name, which stands in every address of an answer, and forms in an encoding that is not safe.</summary>
public static class ReadableRequests
{
    private const string Unsafe = "utf-7";

    /// <summary>Call it once the forwarded headers were read.</summary>
    public static IApplicationBuilder UseReadableRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!HasName(request))
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else if (request.ContentType is { } type && type.Contains(Unsafe, StringComparison.OrdinalIgnoreCase) && IsForm(type))
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else
            return next(context);
        return Task.CompletedTask;
    });

    private static bool HasName(HttpRequest request)
    {
        try
        {
            // HTTP/1.0 has none.
            return !request.Host.HasValue || (Uri.TryCreate($"http://{request.Host.ToUriComponent()}/", UriKind.Absolute, out var site) && site.IdnHost.Length > 0);
        }
        catch (Exception exception) when (exception is ArgumentException or UriFormatException)
        {
            return false;
        }
    }

    private static bool IsForm(string type) => MediaTypeHeaderValue.TryParse(type, out var parsed)
        && (parsed.MediaType.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) || parsed.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase));
}
