using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Mcp;

/// <summary>
/// Tells a client of the Model Context Protocol what is wrong with its request, where the protocol's library would take that for a fault of the server.
/// </summary>
internal static class McpRequests
{
    private const int InvalidParameters = -32602;

    /// <summary>Call it before the protocol's endpoint is run. Requests are posted, in JSON and UTF-8; there is no stream to get and no session to delete.</summary>
    public static IApplicationBuilder UseMcpRefusals(this IApplicationBuilder app, string path) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(path, out var rest) && rest.Value is "" or "/", requests => requests.Use(RefuseAsync));

    private static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
            return;
        }

        if (!IsJson(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        // The protocol's library takes no quotes about the charset, and says not which message it could not read.
        context.Request.ContentType = MediaTypeNames.Application.Json;
        context.Request.EnableBuffering();
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            // Too long, or cut short: answered as anywhere else.
            context.Response.StatusCode = exception.StatusCode;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { jsonrpc = "2.0", id = await IdAsync(context), error = new { code = InvalidParameters, message = "The message is not one of the protocol: a member is missing, or of another type." } });
        }
    }

    private static async Task<JsonNode?> IdAsync(HttpContext context)
    {
        try
        {
            context.Request.Body.Position = 0;
            return (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject)?["id"] is JsonValue id
                && id.GetValueKind() is JsonValueKind.String or JsonValueKind.Number ? id : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsJson(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
