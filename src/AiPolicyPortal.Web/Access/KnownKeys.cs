using System.Collections.Concurrent;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Access;

/// <summary>Looks keys up and remembers each for a few seconds, so that a revoked one is refused within ten.</summary>
internal sealed class KnownKeys(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>What is remembered of a key; null when that is nothing or too old.</summary>
    public KeyCheck? Remembered(string key) =>
        known.TryGetValue(Name(key), out var found) && clock.GetElapsedTime(found.At) < Fresh ? found.Check : null;

    /// <summary>Whether somebody held it when it was looked up last, however long ago.</summary>
    public bool WasGood(string key) => known.TryGetValue(Name(key), out var found) && !found.Check.IsRefused;

    /// <summary>Looks a key up. While the database is away its holder stays who it was, and who is not known asks as without a key.</summary>
    public async Task<KeyCheck> LookUpAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var found = await scope.ServiceProvider.GetRequiredService<ApiKeys>().FindAsync(ApiKeys.HashOf(key), cancellationToken);
            var check = new KeyCheck(found is null ? null : new KeyHolder(found.Id, found.PerMinute), IsRefused: found is null);
            if (known.Count >= Most)
                known.Clear();
            known[Name(key)] = new Known(check, clock.GetTimestamp());
            return check;
        }
        catch (Exception exception) when (StoreFailures.IsAway(exception))
        {
            var last = known.TryGetValue(Name(key), out var before) ? before.Check : new KeyCheck(null, IsRefused: false);
            // Not every request waits for a database that is away.
            if (before is not null)
                known[Name(key)] = new Known(last, clock.GetTimestamp());
            return last;
        }
    }

    private static string Name(string key) => Convert.ToHexString(ApiKeys.HashOf(key));

    private sealed record Known(KeyCheck Check, long At);
}

/// <param name="Holder">Null when nobody is known to hold the key.</param>
/// <param name="IsRefused">Whether the key is known to be nobody's.</param>
internal sealed record KeyCheck(KeyHolder? Holder, bool IsRefused);
