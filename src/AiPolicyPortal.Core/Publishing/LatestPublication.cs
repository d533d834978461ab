using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing;

/// <summary>A publication that this process has heard of.</summary>
/// <param name="Number">0 while nothing has been published.</param>
/// <param name="PublishedAt">UTC; null while nothing has been published.</param>
public sealed record HeardPublication(long Number, DateTimeOffset? PublishedAt);

/// <summary>
/// What this process knows of the newest publication, so that no request has to ask the database. Somebody who listens tells it;
/// while nobody has, the database is asked.
/// </summary>
public sealed class LatestPublication
{
    private volatile HeardPublication? heard;
    private volatile Absence? awaySince;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The newest publication heard of, kept while the database is away; null while none was.</summary>
    public HeardPublication? Heard => heard;

    /// <summary>Since when the database has not answered, UTC; null while it does.</summary>
    public DateTimeOffset? AwaySince => awaySince?.Since;

    /// <summary>The database answered, and this is its newest publication.</summary>
    public void Hear(HeardPublication publication)
    {
        awaySince = null;
        if (publication != heard)
        {
            heard = publication;
            Interlocked.Exchange(ref changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    /// <summary>The database does not answer.</summary>
    public void Lose(DateTimeOffset moment) => awaySince ??= new Absence(moment);

    /// <summary>The number of the newest publication.</summary>
    /// <param name="db">Asked only while nobody listens.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async ValueTask<long> NumberAsync(PortalDbContext db, CancellationToken cancellationToken) =>
        heard is { } known ? known.Number : await db.Publications.MaxAsync(publication => (long?)publication.Number, cancellationToken) ?? 0;

    /// <summary>Waits until this process has heard of a publication or a later one.</summary>
    public async Task WaitForAsync(long number, CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = Volatile.Read(ref changed).Task;
            if (heard?.Number >= number)
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private sealed record Absence(DateTimeOffset Since);
}
