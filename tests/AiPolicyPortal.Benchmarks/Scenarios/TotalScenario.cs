using System.Globalization;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>The world's announced total with its explanation, on more and more figures.</summary>
internal sealed class TotalScenario(Databases databases, Plan plan, Results results)
{
    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(1);
    private static readonly TotalQuery World = new() { Stage = Stage.Announced };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<(int Figures, Measurement Total)> sizes = [];
        foreach (var figures in new[] { plan.Figures / 100, plan.Figures / 10, plan.Figures })
        {
            var connectionString = await databases.GenerateAsync(0, figures, cancellationToken);
            sizes.Add((figures, await MeasureAsync(connectionString, figures, cancellationToken)));
        }

        foreach (var (less, more) in sizes.Zip(sizes.Skip(1)))
        {
            AddGrowth(less, more, isGoal: false);
        }

        AddGrowth(sizes[0], sizes[^1], isGoal: true);
    }

    private void AddGrowth((int Figures, Measurement Total) less, (int Figures, Measurement Total) more, bool isGoal)
    {
        var growth = more.Total.Median / less.Total.Median;
        var linear = (double)more.Figures / less.Figures;
        results.Add(
            "world total, growth of the time", $"{less.Figures} → {more.Figures}", growth.ToString("0.0", CultureInfo.InvariantCulture), "",
            isGoal ? $"≤ {linear:0}" : "", isGoal ? growth <= linear : null);
    }

    private async Task<Measurement> MeasureAsync(string connectionString, int figures, CancellationToken cancellationToken)
    {
        var data = $"{figures} figures";
        var isLargest = figures == plan.Figures;
        await using var db = PersistenceServices.Open(connectionString);
        using var snapshots = new MoneySnapshots();
        var queries = new TotalQueries(db, snapshots, new PublishedAnswers(keep: false), TimeProvider.System);
        var total = await Measurement.OfAsync(plan.Rounds, 3, 2, async () => Require(await queries.AnswerAsync(World, cancellationToken)));
        results.Add("world total with explanation", data, total, isLargest ? "< 1 s" : "", isLargest ? total.P95 < Goal : null);
        var published = await AfterPublicationAsync(db, queries, cancellationToken);
        results.Add("the first after a publication", data, published, isLargest ? "< 1 s" : "", isLargest ? published.P95 < Goal : null);
        results.Add("the first after a start", data, await AfterStartAsync(db, cancellationToken));
        await using var portal = await Portal.StartAsync(connectionString, keepAnswers: true, cancellationToken);
        foreach (var path in new[] { "/api/v1/totals?stage=announced", "/api/v1/totals/explain?stage=announced" })
        {
            results.Add($"{path}, warm", data, await Measurement.OfAsync(plan.Rounds, 3, 2, () => portal.GetAsync(path, cancellationToken)));
        }

        return total;
    }

    // The facts are read anew; the tables of rates are those of before.
    private Task<Measurement> AfterPublicationAsync(PortalDbContext db, TotalQueries queries, CancellationToken cancellationToken) => Measurement.OfAsync(
        plan.Rounds, 1, 1,
        async () => Require(await queries.AnswerAsync(World, cancellationToken)),
        () => new Publisher(db, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Import, Actor.Shell("benchmarks"), "Nothing changed."),
            (scope, _) =>
            {
                scope.NoteChangeOfAnswers();
                return Task.CompletedTask;
            },
            cancellationToken));

    private Task<Measurement> AfterStartAsync(PortalDbContext db, CancellationToken cancellationToken) => Measurement.OfAsync(plan.Rounds, 1, 1, async () =>
    {
        using var snapshots = new MoneySnapshots();
        Require(await new TotalQueries(db, snapshots, new PublishedAnswers(keep: false), TimeProvider.System).AnswerAsync(World, cancellationToken));
    });

    private static void Require(TotalReport report)
    {
        if (report.Answer.Total.Counted.Count == 0)
        {
            throw new InvalidOperationException("Nothing was counted, so nothing was measured.");
        }
    }
}
