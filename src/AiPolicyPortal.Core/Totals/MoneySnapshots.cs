using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Holds the newest snapshot in memory. The publication number says when it is stale; then one caller loads it anew while the others wait.
/// </summary>
/// <param name="latest">Says what was published last; null to ask the database each time.</param>
public sealed class MoneySnapshots(LatestPublication? latest = null) : IDisposable
{
    private readonly LatestPublication latest = latest ?? new LatestPublication();
    private readonly SemaphoreSlim gate = new(1);
    private volatile MoneySnapshot? held;

    /// <returns>
    /// A snapshot that is no older than the newest publication this process knew of at the time of the call. For a context that reads the past, the
    /// same facts with what was known of them then.
    /// </returns>
    public async Task<MoneySnapshot> LatestAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var present = await db.InPresentAsync(() => PresentAsync(db, cancellationToken), cancellationToken);
        return db.AsOf is { } instant && instant < present.SettledAt
            ? await new MoneyFactsLoader(db).LoadAsOfAsync(present, instant, cancellationToken)
            : present;
    }

    /// <summary>What is known now or, for a context that reads the past, was known then.</summary>
    internal async Task<KnownMoney> KnownAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var present = await db.InPresentAsync(() => PresentAsync(db, cancellationToken), cancellationToken);
        return present.Known(db.AsOf is { } instant && instant < present.SettledAt ? instant : present.SettledAt);
    }

    private async Task<MoneySnapshot> PresentAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (db.IsTrial)
            return await new MoneyFactsLoader(db).LoadAsync(null, cancellationToken);
        var newest = await latest.NumberAsync(db, cancellationToken);
        if (held is { } current && current.Publication >= newest)
            return current;
        await gate.WaitAsync(cancellationToken);
        try
        {
            return held is { } loaded && loaded.Publication >= newest
                ? loaded
                : held = await new MoneyFactsLoader(db).LoadAsync(held, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
