using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Caching;

/// <summary>Which of all the answers of the portal a request gets.</summary>
/// <param name="Key">The same for requests that get the same answer.</param>
/// <param name="Validator">A weak entity tag made of it.</param>
/// <param name="CacheControl">How long whoever receives it may keep it.</param>
internal sealed record AnswerVariant(Edition Edition, string Key, string Validator, string CacheControl, bool IsPage)
{
    // A minute saves most repeated requests of a script and is no longer than an editor waits to see a correction arrive.
    private const string ForAMinute = "public, max-age=60";
    private const string ForADay = "public, max-age=86400";

    // A page depends on cookies, which a shared cache cannot tell apart by what they mean.
    private const string Revalidated = "no-cache";
    private const int LongestKey = 4096;

    /// <returns>Null where the answer is nobody's but the asker's, or no public one.</returns>
    public static AnswerVariant? Of(HttpContext context, Editions editions)
    {
        var request = context.Request;
        if (!request.IsReading()
            || context.GetEndpoint()?.Metadata.GetMetadata<PublicAnswer>() is not { } answer
            || context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || (answer.IsPage && HasOtherCookies(request))
            || context.Features.Get<Preview>() is not null
            || editions.Current is not { } edition)
        {
            return null;
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<AnswerPartAttribute>() is { } part)
            edition = part.Of(edition, context);
        // Only of the path, which is decoded, a line break can be a part: between two of them nothing else can be taken for it.
        var key = answer.IsPage
            ? $"{edition.Mark} {CultureInfo.CurrentUICulture.Name} {Themes.Chosen(request)}\n{request.Path.Value}\n{request.QueryString.Value}"
            : $"{edition.Mark} {request.Headers.Accept}\n{request.Path.Value}\n{request.QueryString.Value}";
        if (key.Length > LongestKey)
            return null;

        var hash = XxHash64.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()));
        return new AnswerVariant(edition, key, $"W/\"{edition.Number}-{hash:x16}\"", answer.IsPage ? Revalidated : HowLong(request, edition), answer.IsPage);
    }

    /// <summary>Whether the asker has this very answer already. The tag names the address too, so nobody has it who was not given it.</summary>
    public bool IsHeldBy(HttpRequest request)
    {
        var asked = request.Headers.IfNoneMatch;
        return asked.Count > 0 && (asked == Validator
            || (EntityTagHeaderValue.TryParseList(asked, out var tags) && tags.Any(tag => "W/" + tag.Tag == Validator)));
    }

    /// <summary>
    /// Whether the asker has what there is, if there is anything: it said so of whatever it is (<c>If-None-Match: *</c>), or of a time since when nothing
    /// changed, which an address without an answer has too.
    /// </summary>
    public bool IsHeldIfAny(HttpRequest request) => request.Headers.IfNoneMatch is { Count: > 0 } asked
        ? asked == EntityTagHeaderValue.Any.Tag.Value
        : request.Headers.IfModifiedSince.Count > 0 && request.GetTypedHeaders().IfModifiedSince >= Edition.ModifiedAt;

    // A page for somebody who is signed in is for nobody else.
    private static bool HasOtherCookies(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Cookies.Any(cookie => cookie.Key is not (Localization.Cookie or Themes.Cookie));

    // What was known on a past day never changes; what its answer looks like may, with a new version.
    private static string HowLong(HttpRequest request, Edition edition) =>
        request.QueryString.Value?.Contains("asOf", StringComparison.OrdinalIgnoreCase) is true && IsOfPastDay(request.Query["asOf"], edition.Day) ? ForADay : ForAMinute;

    private static bool IsOfPastDay(string? asOf, DateOnly today) =>
        PartialDate.TryParse(asOf, out var date) ? date.LastDay < today : Instant.TryParse(asOf, out var instant) && DateOnly.FromDateTime(instant.UtcDateTime) < today;
}
