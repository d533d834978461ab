using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Caching;

/// <summary>Keeps whole public answers, as they are sent, until their edition ends.</summary>
internal sealed class AnswerCachePolicy : IOutputCachePolicy
{
    private const int LongestEncodings = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(25);

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var encodings = context.HttpContext.Request.Headers.AcceptEncoding.ToString();
        if (context.HttpContext.Features.Get<AnswerVariant>() is { } variant && encodings.Length <= LongestEncodings
            && !AnswerCaching.IsDownload(context.HttpContext))
        {
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = true;
            // Whoever comes second would fail with whoever comes first and goes away.
            context.AllowLocking = false;
            context.ResponseExpirationTimeSpan = Longest;
            context.CacheVaryByRules.CacheKeyPrefix = $"{variant.Key}\n{encodings}";
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.ContainsKey(HeaderNames.SetCookie)
            || response.Headers.CacheControl.ToString().Contains("no-store", StringComparison.Ordinal))
        {
            context.AllowCacheStorage = false;
        }

        return ValueTask.CompletedTask;
    }
}
