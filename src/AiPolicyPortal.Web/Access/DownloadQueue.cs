using System.Threading.RateLimiting;
using AiPolicyPortal.Web.Api;

namespace AiPolicyPortal.Web.Access;

/// <summary>
/// Whole lists that are read from the database at a time, for all clients together: each holds a connection until its last row, and readers
/// of pages need the others. Who comes later waits in turn.
/// </summary>
public sealed class DownloadQueue(RateLimitSettings settings) : IDisposable
{
    private const int Longest = 100;

    private readonly ConcurrencyLimiter places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.DownloadsInAll,
        QueueLimit = Longest,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place, which is given back when the answer has been sent or its client has gone; HEAD reads no rows and needs none.</summary>
    /// <returns>Null when it is there, else the answer to give.</returns>
    public async Task<IResult?> WaitAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return null;
        var lease = await places.AcquireAsync(1, context.RequestAborted);
        context.Response.RegisterForDispose(lease);
        if (lease.IsAcquired)
            return null;
        context.Response.Headers.RetryAfter = "60";
        return ApiProblems.TooManyWaiting();
    }

    public void Dispose() => places.Dispose();
}
