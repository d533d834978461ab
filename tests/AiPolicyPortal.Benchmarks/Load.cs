using System.Collections.Concurrent;
using System.Diagnostics;

namespace AiPolicyPortal.Benchmarks;

/// <summary>What clients that ask one after the other got in a while.</summary>
/// <param name="Rate">Answers with success, a second.</param>
/// <param name="Failed">How many were not answered with success.</param>
internal sealed record Load(double Rate, TimeSpan Median, TimeSpan P95, TimeSpan P99, int Failed)
{
    /// <summary>Clients that each ask as soon as they have the answer before: as much as is answered at most.</summary>
    /// <param name="ask">Given the client's number and the number of its question; false where the answer was no success.</param>
    public static Task<Load> OfAsync(int clients, TimeSpan time, Func<int, int, Task<bool>> ask) => OfAsync(clients, time, _ => Stopwatch.GetTimestamp, ask);

    /// <summary>
    /// Clients that ask at random moments, so many times a second together. A question that is due while its client waits for the answer before has waited
    /// since it was due.
    /// </summary>
    /// <param name="rate">Questions a second of all clients.</param>
    /// <param name="ask">As above.</param>
    public static Task<Load> OfRateAsync(int clients, double rate, TimeSpan time, Func<int, int, Task<bool>> ask) => OfAsync(
        clients,
        time,
        client =>
        {
            var random = new Random(client);
            var due = Stopwatch.GetTimestamp();
            return () => due += (long)(-Math.Log(1 - random.NextDouble()) * clients / rate * Stopwatch.Frequency);
        },
        ask);

    /// <param name="dueOf">Gives a client's clock: the time stamp at which its next question is due.</param>
    private static async Task<Load> OfAsync(int clients, TimeSpan time, Func<int, Func<long>> dueOf, Func<int, int, Task<bool>> ask)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var failed = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var nextDue = dueOf(client);
            for (var number = 0; Stopwatch.GetElapsedTime(start) < time; number++)
            {
                var began = nextDue();
                if (began > Stopwatch.GetTimestamp())
                {
                    await Task.Delay(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), began));
                    // Waiting wakes a little early or late, which is none of the server's time.
                    began = Stopwatch.GetTimestamp();
                }

                if (!await ask(client, number))
                {
                    Interlocked.Increment(ref failed);
                }

                times.Add(Stopwatch.GetElapsedTime(began));
            }
        })));
        var took = Stopwatch.GetElapsedTime(start);
        return Of((times.Count - failed) / took.TotalSeconds, times, failed);
    }

    /// <param name="times">How long each question waited, in any order.</param>
    public static Load Of(double rate, IEnumerable<TimeSpan> times, int failed)
    {
        TimeSpan[] sorted = [.. times.Order()];
        return new Load(rate, Measurement.At(sorted, 0.5), Measurement.At(sorted, 0.95), Measurement.At(sorted, 0.99), failed);
    }

    /// <exception cref="InvalidOperationException">Some were not answered with success: errors are quick, so the times would say nothing.</exception>
    public Load AllAnswered() => Failed == 0 ? this : throw new InvalidOperationException($"{Failed} questions were not answered with success.");
}
