using System.Net.Mime;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Refuses what nothing behind could read: a host that is no name, which stands in every address of an answer, and forms in an encoding that is not safe.</summary>
public static class ReadableRequests
{
    private const string Unsafe = "utf-7";

    /// <summary>Call it once the forwarded headers were read.</summary>
    public static IApplicationBuilder UseReadableRequests(this IApplicationBuilder app)
    {
        // Nearly all readers ask the portal by one name.
        string? known = null;
        return app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Headers.Host.ToString() is var name && name != known)
            {
                if (!HasName(request))
                {
                    context.Response.StatusCode = StatusCodes.Status400BadRequest;
                    return Task.CompletedTask;
                }

                known = name;
            }

            if (request.ContentType is not { } type || !type.Contains(Unsafe, StringComparison.OrdinalIgnoreCase) || !IsForm(type))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        });
    }

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
