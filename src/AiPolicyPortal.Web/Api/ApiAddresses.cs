using AiPolicyPortal.Core.Common;
using Microsoft.AspNetCore.Routing.Patterns;

namespace AiPolicyPortal.Web.Api;

/// <summary>Finds the address of the API that was probably meant by one that there is not.</summary>
internal static class ApiAddresses
{
    private const string Root = "/api/v1/";

    // What is longer was not typed, and takes long to compare.
    private const int LongestAsked = 100;

    /// <returns>With what stands in the place of a reference as it was asked; null where nothing is near.</returns>
    public static string? NearestTo(PathString asked, EndpointDataSource endpoints)
    {
        if (!asked.StartsWithSegments("/api", out var rest))
            return null;
        string[] segments = [.. rest.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries)];
        if (segments is [['v', >= '0' and <= '9'], ..])
            segments = segments[1..];
        if (segments.Length == 0 || rest.Value!.Length > LongestAsked)
            return null;

        var known = endpoints.Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern)
            .Where(pattern => pattern.RawText?.StartsWith(Root, StringComparison.Ordinal) is true).Select(SegmentsOf).ToList();
        var alike = known.Where(pattern => pattern.Length == segments.Length && pattern.Zip(segments).All(pair => pair.First is null || Nearest.To(pair.Second, [pair.First]) is not null))
            .Select(pattern => string.Join('/', pattern.Zip(segments, (literal, own) => literal ?? Uri.EscapeDataString(own))));
        // Or a part of the way was put in, as in totals/new-money.
        var near = Nearest.To(string.Join('/', segments), alike) ?? known.Select(pattern => pattern is [{ } only] && only == segments[^1] ? only : null).FirstOrDefault(only => only is not null);
        return near is null ? null : Root + near;
    }

    // Null for what a reference or a code stands for.
    private static string?[] SegmentsOf(RoutePattern pattern) =>
        [.. pattern.PathSegments.Skip(2).Select(segment => segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null)];
}
