using System.Collections.Concurrent;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// Keeps answers in memory until something is published. Of those who ask for the same one waits for the database and the others for it.
/// </summary>
/// <param name="keep">False to work out every answer anew, as when measuring.</param>
/// <param name="latest">Says what was published last; null to ask the database each time.</param>
public sealed class PublishedAnswers(bool keep, LatestPublication? latest = null)
{
    /// <summary>The most answers kept; what comes beyond them begins anew.</summary>
    public const int Most = 1000;

    private readonly LatestPublication latest = latest ?? new LatestPublication();
    private volatile Edition edition = new(-1);

    /// <param name="db">The asker's.</param>
    /// <param name="key">Names the answer among all; the same key always has the same type.</param>
    /// <param name="make">Works it out from what is published. The answer is shared, so nobody may change it.</param>
    /// <param name="cancellationToken">Stops waiting; another asker then works it out.</param>
    public async Task<T> GetAsync<T>(PortalDbContext db, string key, Func<CancellationToken, Task<T>> make, CancellationToken cancellationToken)
    {
        // What is kept is of the present, and published.
        if (!keep || db.AsOf is not null || db.IsTrial)
        {
            return await make(cancellationToken);
        }

        var newest = await latest.NumberAsync(db, cancellationToken);
        var answers = AnswersOf(newest);
        while (true)
        {
            var own = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var held = answers.GetOrAdd(key, own.Task);
            if (held == own.Task)
            {
                return await MakeAsync(answers, key, own, make, cancellationToken);
            }

            // Whoever was at it may have failed or gone away, and then it is the next asker's turn.
            await ((Task)held).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (held.IsCompletedSuccessfully)
            {
                return (T)held.Result!;
            }
        }
    }

    private static async Task<T> MakeAsync<T>(
        ConcurrentDictionary<string, Task<object?>> answers, string key, TaskCompletionSource<object?> own, Func<CancellationToken, Task<T>> make,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await make(cancellationToken);
            own.SetResult(answer);
            return answer;
        }
        catch
        {
            answers.TryRemove(KeyValuePair.Create(key, own.Task));
            own.SetCanceled(CancellationToken.None);
            throw;
        }
    }

    // An answer worked out while something is being published may be newer than its edition, never older.
    private ConcurrentDictionary<string, Task<object?>> AnswersOf(long publication)
    {
        var current = edition;
        if (current.Publication < publication || current.Answers.Count >= Most)
        {
            var next = new Edition(Math.Max(publication, current.Publication));
            var before = Interlocked.CompareExchange(ref edition, next, current);
            current = before == current ? next : before;
        }

        return current.Answers;
    }

    private sealed class Edition(long publication)
    {
        public long Publication => publication;

        public ConcurrentDictionary<string, Task<object?>> Answers { get; } = new(StringComparer.Ordinal);
    }
}
