using System.Globalization;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>How many pages of 50 grants a second, beside PostgreSQL running the same query and beside a web server with nothing to do.</summary>
internal sealed class RateScenario(Databases databases, Plan plan, Results results)
{
    private const string Page = "/api/v1/grants?count=none";

    private const double WantedRate = 0.45;
    private const int Readers = 32;

    private static readonly TimeSpan WaitingGoal = TimeSpan.FromMilliseconds(15);
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
                rounds.Add(((await LoadAsync(portal, 4)).Rate, (await Pgbench.OfAsync(database, GrantSql.Page, 4, null, Time, cancellationToken))?.Rate ?? double.NaN));
            }

            var (own, bare) = (Median(rounds.Select(round => round.Portal)), Median(rounds.Select(round => round.Database)));
            Add("page of 50 as JSON, 4 clients, against pgbench", own, bare, WantedRate);
            if (plan.PostGraphile is { } postGraphile)
            {
                await AddPeerAsync(portal, new PostGraphile(postGraphile, database), 3.5, cancellationToken);
            }

            if (plan.Directus is { } directus)
            {
                await AddPeerAsync(portal, new Directus(directus, database), 20, cancellationToken);
            }

            // Clients that ask again at once tell of the rate alone: in the mean, 32 of them wait 32 seconds divided by it. The goal of waiting is of the rate that
            // the goal beside it asks for (decision 0058).
            if (double.IsNaN(bare))
            {
                results.Add($"grants: page of 50 as JSON, {Readers} connections at {WantedRate} of pgbench's rate", $"{plan.Grants} grants", "no pgbench", "", "", null);
            }
            else
            {
                var rate = WantedRate * bare;
                await AddWaitingAsync(
                    $"at {WantedRate} of pgbench's rate",
                    () => Load.OfRateAsync(Readers, rate, Time, (_, _) => portal.TryAsync(Page)),
                    () => Pgbench.OfAsync(database, GrantSql.Page, Readers, rate, Time, cancellationToken),
                    WaitingGoal);
            }

            await AddWaitingAsync(
                "each asking again at once", () => LoadAsync(portal, Readers), () => Pgbench.OfAsync(database, GrantSql.Page, Readers, null, Time, cancellationToken), null);
        }

        await using var keeping = await Portal.StartAsync(database, keepAnswers: true, cancellationToken);
        var bytes = (await keeping.Client.GetByteArrayAsync(Page, cancellationToken)).Length;
        await using var constant = await ConstantServer.StartAsync(bytes, cancellationToken);
        using var client = Portal.ClientOf(constant.Address);
        await WarmAsync(keeping, 8);
        var cached = new List<(double Portal, double Constant)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            cached.Add(((await LoadAsync(keeping, 8)).Rate, (await Load.OfAsync(8, Time, (_, _) => Portal.TryAsync(client, "/"))).AllAnswered().Rate));
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

    private async Task AddWaitingAsync(string how, Func<Task<Load>> askPortal, Func<Task<Load?>> askDatabase, TimeSpan? goal)
    {
        var rounds = new List<(Load Portal, Load? Database)>();
        for (var round = 0; round < plan.Rounds; round++)
        {
            rounds.Add(((await askPortal()).AllAnswered(), await askDatabase()));
        }

        Add("", [.. rounds.Select(round => round.Portal)], goal);
        if (rounds.TrueForAll(round => round.Database is not null))
        {
            Add(", pgbench", [.. rounds.Select(round => round.Database!)], null);
        }

        void Add(string whose, IReadOnlyList<Load> loads, TimeSpan? most)
        {
            var (p95, p99) = (Median(loads.Select(load => load.P95)), Median(loads.Select(load => load.P99)));
            results.Add(
                string.Create(CultureInfo.InvariantCulture, $"grants: page of 50 as JSON, {Readers} connections {how}{whose} ({Median(loads.Select(load => load.Rate)):0}/s): p95, p99"),
                $"{plan.Grants} grants", Text(p95), Text(p99), most is null ? "" : $"p99 < {most.Value.TotalMilliseconds} ms", most is null ? null : p99 < most);
        }
    }

    private void Add(string what, double own, double other, double goal) => results.Add(
        $"grants: {what}",
        $"{plan.Grants} grants",
        string.Create(CultureInfo.InvariantCulture, $"{own:0}/s, {other:0}/s"),
        string.Create(CultureInfo.InvariantCulture, $"{own / other:0.00}"),
        string.Create(CultureInfo.InvariantCulture, $"ratio ≥ {goal}"),
        double.IsNaN(other) ? null : own / other >= goal);

    private static T Median<T>(IEnumerable<T> values) => values.Order().ElementAt(values.Count() / 2);

    private static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");
}
