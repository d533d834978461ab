using System.Collections.Concurrent;
using System.Diagnostics;

namespace AiPolicyPortal.Benchmarks;

/// <summary>What clients that ask one after the other got in a while.</summary>
/// <param name="Rate">Answers with success, a second.</param>
/// <param name="Failed">How many were not answered with success.</param>
internal sealed record Load(double Rate, TimeSpan Median, TimeSpan P95, TimeSpan P99, int Failed)
{
    /// <param name="ask">Given the client's number and the number of its question; false where the answer was no success.</param>
    public static async Task<Load> OfAsync(int clients, TimeSpan time, Func<int, int, Task<bool>> ask)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var failed = 0;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var number = 0; Stopwatch.GetElapsedTime(start) < time; number++)
            {
                var began = Stopwatch.GetTimestamp();
                if (!await ask(client, number))
                {
                    Interlocked.Increment(ref failed);
                }

                times.Add(Stopwatch.GetElapsedTime(began));
            }
        })));
        var took = Stopwatch.GetElapsedTime(start);
        TimeSpan[] sorted = [.. times.Order()];
        return new Load((sorted.Length - failed) / took.TotalSeconds, Measurement.At(sorted, 0.5), Measurement.At(sorted, 0.95), Measurement.At(sorted, 0.99), failed);
    }

    /// <exception cref="InvalidOperationException">Some were not answered with success: errors are quick, so the times would say nothing.</exception>
    public Load AllAnswered() => Failed == 0 ? this : throw new InvalidOperationException($"{Failed} questions were not answered with success.");
}
