using System.Globalization;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>Dashboards, uncached: on the starter data, and with many grants; then the same from memory.</summary>
internal sealed class PageScenario(Databases databases, Plan plan, Results results)
{
    private const double MaxRatio = 1.5;

    private static readonly TimeSpan Goal = TimeSpan.FromMilliseconds(50);

    private static readonly string[] Pages = ["/", "/countries/FR", "/countries/US", "/compare?country=FR&country=DE&stage=announced"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var small = await MeasureAsync(databases.WithStarterData, keepAnswers: false, cancellationToken);
        var many = await databases.GenerateAsync(plan.Grants, 0, cancellationToken);
        var large = await MeasureAsync(many, keepAnswers: false, cancellationToken);
        var cached = await MeasureAsync(many, keepAnswers: true, cancellationToken);
        foreach (var page in Pages)
        {
            if (!small.TryGetValue(page, out var little))
            {
                results.Add(page, "", "not built", "", "", null);
                continue;
            }

            var (much, kept) = (large[page], cached[page]);
            var ratio = much.P95 / little.P95;
            results.Add($"{page}, uncached", "starter data", little, "p95 < 50 ms", little.P95 < Goal);
            results.Add($"{page}, uncached", $"{plan.Grants} grants", much, "p95 < 50 ms", much.P95 < Goal);
            results.Add(
                $"{page}, ratio of the p95", "", "", ratio.ToString("0.00", CultureInfo.InvariantCulture), "≤ 1.5", ratio <= MaxRatio);
            results.Add($"{page}, from memory", $"{plan.Grants} grants", kept);
        }
    }

    private async Task<Dictionary<string, Measurement>> MeasureAsync(string connectionString, bool keepAnswers, CancellationToken cancellationToken)
    {
        await using var portal = await Portal.StartAsync(connectionString, keepAnswers, cancellationToken);
        var measured = new Dictionary<string, Measurement>();
        foreach (var page in Pages)
        {
            if (await portal.HasAsync(page, cancellationToken))
            {
                measured.Add(page, await Measurement.OfAsync(plan.Rounds, plan.Requests, 3 * plan.Requests, () => portal.GetAsync(page, cancellationToken)));
            }
        }

        return measured;
    }
}
