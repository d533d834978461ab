using System.Diagnostics;

namespace AiPolicyPortal.Benchmarks;

/// <summary>How long something took: in each round the median and the 95th percentile, and of both the median over the rounds.</summary>
internal sealed record Measurement(TimeSpan Median, TimeSpan P95)
{
    /// <param name="warmUp">Runs that do not count: what a process does once is measured elsewhere.</param>
    /// <param name="prepare">Done before each run, and not measured.</param>
    public static async Task<Measurement> OfAsync(int rounds, int runs, int warmUp, Func<Task> run, Func<Task>? prepare = null)
    {
        prepare ??= () => Task.CompletedTask;
        for (var count = 0; count < warmUp; count++)
        {
            await prepare();
            await run();
        }

        List<TimeSpan> medians = [];
        List<TimeSpan> tails = [];
        for (var round = 0; round < rounds; round++)
        {
            var times = new TimeSpan[runs];
            for (var count = 0; count < runs; count++)
            {
                await prepare();
                var start = Stopwatch.GetTimestamp();
                await run();
                times[count] = Stopwatch.GetElapsedTime(start);
            }

            Array.Sort(times);
            medians.Add(At(times, 0.5));
            tails.Add(At(times, 0.95));
        }

        return new Measurement(At([.. medians.Order()], 0.5), At([.. tails.Order()], 0.5));
    }

    // The nearest rank: the smallest time that so large a share of all does not exceed.
    public static TimeSpan At(TimeSpan[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
