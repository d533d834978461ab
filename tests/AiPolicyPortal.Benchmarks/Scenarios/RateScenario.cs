using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>How many pages of 50 grants a second, beside PostgreSQL running the same query and beside a web server with nothing to do.</summary>
internal sealed partial class RateScenario(Databases databases, Plan plan, Results results)
{
    private const string Page = "/api/v1/grants?count=none";

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(45);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var database = await databases.GenerateAsync(plan.Grants, 0, cancellationToken);
        await using (var portal = await Portal.StartAsync(database, keepAnswers: false, cancellationToken))
        {
            await WarmAsync(portal, 4);
            var rounds = new List<(double Portal, double Database)>();
            for (var round = 0; round < plan.Rounds; round++)
            {
                rounds.Add(((await LoadAsync(portal, 4)).Rate, await PgbenchAsync(database, cancellationToken)));
            }

            var (own, bare) = (Median(rounds.Select(round => round.Portal)), Median(rounds.Select(round => round.Database)));
            Add("page of 50 as JSON, 4 clients, against pgbench", own, bare, 0.45);
            if (plan.PostGraphile is { } postGraphile)
            {
                await AddPeerAsync(portal, new PostGraphile(postGraphile, database), 3.5, cancellationToken);
            }

            if (plan.Directus is { } directus)
            {
                await AddPeerAsync(portal, new Directus(directus, database), 20, cancellationToken);
            }

            var many = await LoadAsync(portal, 32);
            results.Add("page of 50 as JSON, 32 connections: p95, p99", $"{plan.Grants} grants", Text(many.P95), Text(many.P99), "p99 < 15 ms", many.P99 < TimeSpan.FromMilliseconds(15));
        }

        await using var keeping = await Portal.StartAsync(database, keepAnswers: true, cancellationToken);
        var bytes = (await keeping.Client.GetByteArrayAsync(Page, cancellationToken)).Length;
        await using var constant = await ConstantServer.StartAsync(bytes, cancellationToken);
        using var client = Portal.ClientOf(constant.Address);
        await WarmAsync(keeping, 8);
        var cached = new List<(double Portal, double Constant)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            cached.Add(((await LoadAsync(keeping, 8)).Rate, (await Load.OfAsync(8, Time, async (_, _) => (await client.GetByteArrayAsync("/", cancellationToken)).Length == bytes)).AllAnswered().Rate));
        }

        Add("the same page from cache, 8 clients, against constant bytes", Median(cached.Select(round => round.Portal)), Median(cached.Select(round => round.Constant)), 0.8);
    }

    // The just-in-time compiler is at work for most of a minute of load; a portal runs for days.
    private static Task<Load> WarmAsync(Portal portal, int clients) => Load.OfAsync(clients, WarmUp, (_, _) => portal.TryAsync(Page));

    private static async Task<Load> LoadAsync(Portal portal, int clients) => (await Load.OfAsync(clients, Time, (_, _) => portal.TryAsync(Page))).AllAnswered();

    private async Task AddPeerAsync(Portal portal, Peer started, double goal, CancellationToken cancellationToken)
    {
        await using var peer = started;
        await peer.StartAsync(cancellationToken);
        await Load.OfAsync(4, Time, (_, _) => peer.TryAsync());
        var rounds = new List<(double Portal, double Peer)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            rounds.Add(((await LoadAsync(portal, 4)).Rate, (await Load.OfAsync(4, Time, (_, _) => peer.TryAsync())).AllAnswered().Rate));
        }

        Add($"page of 50 as JSON, 4 clients, against {peer.Name}", Median(rounds.Select(round => round.Portal)), Median(rounds.Select(round => round.Peer)), goal);
    }

    // -n: the tables are the portal's, not its own.
    private static async Task<double> PgbenchAsync(string database, CancellationToken cancellationToken)
    {
        var script = Path.Combine(Path.GetTempPath(), $"page-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(script, GrantSql.Page + ";\n", cancellationToken);
        try
        {
            var run = await PostgresTool.RunAsync("pgbench", database, ["-n", "-M", "prepared", "-c", "4", "-j", "1", "-T", $"{Time.TotalSeconds}", "-f", script], cancellationToken);
            return run is { } done ? double.Parse(Rate().Match(done.Output).Groups[1].Value, CultureInfo.InvariantCulture) : double.NaN;
        }
        finally
        {
            File.Delete(script);
        }
    }

    private void Add(string what, double own, double other, double goal) => results.Add(
        $"grants: {what}",
        $"{plan.Grants} grants",
        string.Create(CultureInfo.InvariantCulture, $"{own:0}/s, {other:0}/s"),
        string.Create(CultureInfo.InvariantCulture, $"{own / other:0.00}"),
        string.Create(CultureInfo.InvariantCulture, $"ratio ≥ {goal}"),
        double.IsNaN(other) ? null : own / other >= goal);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
