using System.Globalization;
using System.Threading.RateLimiting;
using AiPolicyPortal.Web.Api;

namespace AiPolicyPortal.Web.Access;

/// <summary>What one client may use of one thing.</summary>
/// <param name="Policy">What is limited: <c>requests</c>, <c>pages</c>, <c>keys</c> or <c>downloads</c>.</param>
/// <param name="Limit">A minute, or at a time.</param>
internal sealed record Share(string Policy, string Client, int Limit);

/// <summary>Buckets of tokens that fill up within a minute, and places for downloads; each client has its own, dropped when idle.</summary>
internal sealed class RateLimiters(RateLimitSettings settings) : IDisposable
{
    private const int SecondsUntilADownloadEnds = 10;

    private readonly PartitionedRateLimiter<Share> requests = PartitionedRateLimiter.Create<Share, Share>(
        share => RateLimitPartition.GetTokenBucketLimiter(share, Bucket));

    private readonly PartitionedRateLimiter<Share> downloads = PartitionedRateLimiter.Create<Share, Share>(
        share => RateLimitPartition.GetConcurrencyLimiter(share, places => new ConcurrencyLimiterOptions { PermitLimit = places.Limit }));

    public Share OfRequests(Client client) =>
        new("requests", client.Name, client.Key is { } key ? key.PerMinute ?? settings.PerMinuteWithKey : settings.PerMinute);

    public Share OfPages(Client client) => new("pages", client.Name, settings.PagesPerMinute);

    public Share OfLookUps(HttpContext context) => new("keys", Client.NameOf(context.Connection.RemoteIpAddress), settings.PerMinute);

    public Share OfDownloads(Client client) =>
        new("downloads", client.Name, client.Key is null ? settings.Downloads : settings.DownloadsWithKey);

    /// <summary>Takes one from the share.</summary>
    /// <returns>Null when there was one, else the answer to give.</returns>
    public IResult? Refuse(HttpContext context, Share share)
    {
        if (!settings.Enabled)
            return null;
        using var lease = requests.AttemptAcquire(share);
        if (lease.IsAcquired)
            return null;
        context.Response.Headers.RetryAfter = Whole(60.0 / share.Limit);
        return ApiProblems.TooManyRequests(share.Limit);
    }

    /// <summary>Whether nothing of the share is left now.</summary>
    public bool IsUsedUp(Share share) => settings.Enabled && requests.GetStatistics(share) is { CurrentAvailablePermits: 0 };

    /// <summary>Takes a place for a download, given back when the lease is disposed.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="share">Of downloads.</param>
    /// <param name="refusal">The answer to give when all places are taken, else null.</param>
    public RateLimitLease Enter(HttpContext context, Share share, out IResult? refusal)
    {
        var lease = downloads.AttemptAcquire(share);
        refusal = lease.IsAcquired ? null : ApiProblems.TooManyDownloads(share.Limit);
        if (refusal is not null)
            context.Response.Headers.RetryAfter = Whole(SecondsUntilADownloadEnds);
        return lease;
    }

    /// <summary>Says what the share is and what is left of it, in the fields of draft-ietf-httpapi-ratelimit-headers.</summary>
    public void Describe(IHeaderDictionary headers, Share share)
    {
        if (!settings.Enabled)
            return;
        var left = requests.GetStatistics(share)?.CurrentAvailablePermits ?? share.Limit;
        headers["RateLimit-Policy"] = $"\"{share.Policy}\";q={share.Limit.ToString(CultureInfo.InvariantCulture)};w=60";
        headers["RateLimit"] = $"\"{share.Policy}\";r={left.ToString(CultureInfo.InvariantCulture)};t={Whole((share.Limit - left) * 60.0 / share.Limit)}";
    }

    public void Dispose()
    {
        requests.Dispose();
        downloads.Dispose();
    }

    private static string Whole(double seconds) => Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);

    private static TokenBucketRateLimiterOptions Bucket(Share share)
    {
        var tokens = Math.Max(1, share.Limit / 60);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = share.Limit,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)tokens / share.Limit),
            AutoReplenishment = true,
        };
    }
}
