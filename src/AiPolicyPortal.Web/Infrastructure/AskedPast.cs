using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>The past instant that a request is answered of, UTC.</summary>
public sealed record AskedPast(DateTimeOffset Instant)
{
    /// <summary>As an address has it: what was asked, or the instant.</summary>
    public required string Written { get; init; }

    /// <summary>For pages, the first publication, UTC, where nothing had been published yet; else null.</summary>
    public DateTimeOffset? FirstAfter { get; init; }
}

/// <summary>Lets a request be answered as of an instant of the portal's knowledge.</summary>
internal static class AskedPasts
{
    /// <summary>Whatever is read in this request from now on is what the portal held then.</summary>
    /// <param name="asOf">UTC; null for the present.</param>
    /// <exception cref="InvalidQueryException">The instant lies ahead.</exception>
    public static async Task ReadAsOfAsync(this HttpContext context, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var past = context.RequestServices.GetRequiredService<PastReading>();
        if (await past.OpenAsync(asOf, cancellationToken) is { } instant)
        {
            context.Features.Set(new AskedPast(instant)
            {
                Written = context.Asked() ?? Instant.WriteInFull(instant),
                FirstAfter = context.IsForPage() ? await past.FirstAfterAsync(instant, cancellationToken) : null,
            });
        }
    }

    /// <summary>The same for a page of one record, which understands nothing else but the language and what is read besides.</summary>
    /// <exception cref="InvalidQueryException">There is another parameter, or the instant is none or lies ahead.</exception>
    public static Task ReadAsOfAsync(this PageModel page, CancellationToken cancellationToken, Action<QueryParameters>? readMore = null)
    {
        var parameters = page.Request.Query.ToParameters().Allow(Localization.Parameter);
        readMore?.Invoke(parameters);
        var asOf = PastReading.Read(parameters);
        parameters.ThrowIfInvalid();
        return page.HttpContext.ReadAsOfAsync(asOf, cancellationToken);
    }

    /// <summary>The instant or day as it was asked for; null where none was.</summary>
    public static string? Asked(this HttpContext context) => context.Request.Query[PastReading.Parameter].FirstOrDefault(value => value?.Length > 0)?.Trim();

    /// <summary>Null while the present is read.</summary>
    public static AskedPast? Past(this HttpContext context) => context.Features.Get<AskedPast>();

    /// <summary>The parameter for a chart of the same past; none while the present is read.</summary>
    public static IEnumerable<(string Name, string Value)> AskedAsOf(this HttpContext context) =>
        context.Past() is { } past ? [(PastReading.Parameter, past.Written)] : [];

    /// <summary>A local address of the same past: with <c>asOf</c> where the request has it, as it is where not.</summary>
    public static string InPast(this HttpContext context, string address)
    {
        if (context.Past() is not { } past)
        {
            return address;
        }

        var hash = address.IndexOf('#', StringComparison.Ordinal);
        var (path, fragment) = hash < 0 ? (address, "") : (address[..hash], address[hash..]);
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PastReading.Parameter}={Uri.EscapeDataString(past.Written)}{fragment}";
    }
}
