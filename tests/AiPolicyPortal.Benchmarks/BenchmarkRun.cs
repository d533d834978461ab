using AiPolicyPortal.Benchmarks.Scenarios;

namespace AiPolicyPortal.Benchmarks;

/// <summary>Runs what a plan asks for and prints the table.</summary>
internal static class BenchmarkRun
{
    public static async Task<int> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var results = new Results();
        await using var databases = await Databases.StartAsync(plan.Folder, cancellationToken);
        if (plan.Covers("pages"))
        {
            await new PageScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("grants"))
        {
            await new GrantScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("rates"))
        {
            await new RateScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("exports"))
        {
            await new ExportScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("imports"))
        {
            await new ImportScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("walk"))
        {
            await new WalkScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        if (plan.Covers("totals"))
        {
            await new TotalScenario(databases, plan, results).RunAsync(cancellationToken);
        }

        // By name alone: it takes twenty minutes and twenty-five gigabytes.
        if (plan.Scenario == "tenfold")
        {
            await new GrantScenario(databases, plan, results).RunTenfoldAsync(cancellationToken);
        }

        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, medians of {plan.Rounds} rounds");
        results.Print();
        return 0;
    }
}
