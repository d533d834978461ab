using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Api;

/// <summary>Announces the end of an operation on its own answers: <c>Deprecation</c> (RFC 9745) and <c>Sunset</c> (RFC 8594), with a link to the change log.</summary>
public static class RemovalHeaders
{
    public const string Deprecation = "Deprecation";
    public const string Sunset = "Sunset";

    /// <param name="changes">Those of the change log, newest first; of several that end an operation the newest is told.</param>
    public static IApplicationBuilder UseRemovalHeaders(this IApplicationBuilder app, IReadOnlyList<ApiChange> changes)
    {
        List<ApiChange> removals = [.. changes.Where(change => change.Removal is not null)];
        return removals.Count == 0 ? app : app.Use((context, next) =>
        {
            if (removals.Find(change => Covers(change.Removal!.Path, context.Request.Path)) is { Removal: { } removal } announced)
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers[Deprecation] = $"@{FirstMoment(announced.On).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}";
                    context.Response.Headers[Sunset] = HeaderUtilities.FormatDate(FirstMoment(removal.Sunset));
                    context.Response.Headers.Append(HeaderNames.Link, $"</api#change-{announced.Id}>; rel=\"deprecation\"");
                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }

    private static bool Covers(string path, PathString asked) =>
        asked.StartsWithSegments(path) || (asked.Value?.StartsWith(path + ".", StringComparison.OrdinalIgnoreCase) ?? false);

    private static DateTimeOffset FirstMoment(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
