using System.Diagnostics;
using System.Globalization;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>Files of all grants beside PostgreSQL's own copy of the same query, what they do to the process's memory, and to those who search meanwhile.</summary>
internal sealed class ExportScenario(Databases databases, Plan plan, Results results)
{
    private const int Searchers = 30;
    private const int Downloads = 10;
    private const long MemoryGoal = 64L << 20;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(20);
    private static readonly string[] Words = ["quantum", "learning", "climate", "robotics", "language", "travel", "health", "data", "vision", "energy"];
    private static readonly string[] Filters = ["country=US", "country=FR", "payingCountry=US", "year=2022", "year=2024", "stage=awarded", "band=from-1m", "funderType=public"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var database = await databases.GenerateAsync(plan.Grants, 0, cancellationToken);
        await using (var portal = await Portal.StartAsync(database, keepAnswers: false, cancellationToken))
        {
            await FilesAsync(portal, database, cancellationToken);
        }

        await using var busy = await Portal.StartAsync(database, keepAnswers: true, cancellationToken);
        await TogetherAsync(busy, cancellationToken);
    }

    private async Task FilesAsync(Portal portal, string database, CancellationToken cancellationToken)
    {
        await DownloadAsync(portal, "/grants.csv?country=FR", cancellationToken);
        await DownloadAsync(portal, "/grants.parquet?country=FR", cancellationToken);
        List<double> csv = [], parquet = [], copy = [];
        var (csvGrowth, parquetGrowth) = (0L, 0L);
        for (var round = 0; round < plan.Rounds; round++)
        {
            csv.Add(await TimedAsync(portal, "/grants.csv", growth => csvGrowth = Math.Max(csvGrowth, growth), cancellationToken));
            copy.Add(await CopyAsync(database, cancellationToken));
            parquet.Add(await TimedAsync(portal, "/grants.parquet", growth => parquetGrowth = Math.Max(parquetGrowth, growth), cancellationToken));
        }

        var (own, bare, columns) = (Median(csv), Median(copy), Median(parquet));
        Add("CSV of all, against \\copy", own, bare, 1.5);
        Add("Parquet of all, against the CSV", columns, own, 1.5);
        var workbookGrowth = 0L;
        var workbook = await TimedAsync(portal, "/grants.xlsx", growth => workbookGrowth = growth, cancellationToken);
        results.Add("grants: workbook of all", $"{plan.Grants} grants", string.Create(CultureInfo.InvariantCulture, $"{workbook:0.0} s"), $"+{workbookGrowth >> 20} MiB", "works", true);
        AddGrowth("CSV of all: the process grows by", csvGrowth);
        AddGrowth("Parquet of all: the process grows by", parquetGrowth);
    }

    private async Task TogetherAsync(Portal portal, CancellationToken cancellationToken)
    {
        await Load.OfAsync(Searchers, TimeSpan.FromSeconds(5), (client, number) => portal.TryAsync(Search(client, number)));
        var alone = await Load.OfAsync(Searchers, Time, (client, number) => portal.TryAsync(Search(client + 1000, number)));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var downloads = Enumerable.Range(0, Downloads).Select(_ => AgainAndAgainAsync(portal, ended.Token)).ToList();
        var together = await Load.OfAsync(Searchers, Time, (client, number) => portal.TryAsync(Search(client + 2000, number)));
        await ended.CancelAsync();
        await Task.WhenAll(downloads);
        var ratio = together.P95 / alone.P95;
        results.Add(
            $"grants: {Searchers} clients search while {Downloads} download everything",
            $"{plan.Grants} grants",
            string.Create(CultureInfo.InvariantCulture, $"p95 {alone.P95.TotalMilliseconds:0} → {together.P95.TotalMilliseconds:0} ms"),
            string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}, {together.Failed + alone.Failed} failed"),
            "ratio < 3, none failed",
            ratio < 3 && together.Failed + alone.Failed == 0);
    }

    // No two ask for the same within a run, so that none is answered from memory.
    private static string Search(int client, int number)
    {
        var random = new Random((client * 100_000) + number);
        return $"/api/v1/grants?q={Words[random.Next(Words.Length)]}&{Filters[random.Next(Filters.Length)]}&limit=20&awardedFrom={2000 + random.Next(20)}-{1 + random.Next(12):00}-{1 + random.Next(28):00}&awardedTo={2021 + random.Next(5)}";
    }

    private static async Task AgainAndAgainAsync(Portal portal, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await DownloadAsync(portal, "/grants.csv", cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private static async Task<double> TimedAsync(Portal portal, string path, Action<long> grown, CancellationToken cancellationToken)
    {
        var before = portal.ResidentBytes;
        var start = Stopwatch.GetTimestamp();
        var download = DownloadAsync(portal, path, cancellationToken);
        var peak = before;
        while (await Task.WhenAny(download, Task.Delay(200, cancellationToken)) != download)
        {
            peak = Math.Max(peak, portal.ResidentBytes);
        }

        await download;
        grown(peak - before);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task DownloadAsync(Portal portal, string path, CancellationToken cancellationToken)
    {
        using var answer = await portal.Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await body.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static async Task<double> CopyAsync(string database, CancellationToken cancellationToken) =>
        (await PostgresTool.RunAsync("psql", database, ["-qX", "-c", $"\\copy ({GrantSql.All}) to '/dev/null' csv header"], cancellationToken))?.Time.TotalSeconds ?? double.NaN;

    private void Add(string what, double own, double other, double goal) => results.Add(
        $"grants: {what}",
        $"{plan.Grants} grants",
        string.Create(CultureInfo.InvariantCulture, $"{own:0.0} s, {other:0.0} s"),
        string.Create(CultureInfo.InvariantCulture, $"{own / other:0.00}"),
        string.Create(CultureInfo.InvariantCulture, $"ratio ≤ {goal}"),
        double.IsNaN(other) ? null : own / other <= goal);

    private void AddGrowth(string what, long bytes) =>
        results.Add($"grants: {what}", $"{plan.Grants} grants", $"{bytes >> 20} MiB", "", $"< {MemoryGoal >> 20} MiB", bytes < MemoryGoal);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
