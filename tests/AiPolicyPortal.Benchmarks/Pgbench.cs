using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Benchmarks;

/// <summary>PostgreSQL's own measure of how many answers to one statement clients get.</summary>
internal static partial class Pgbench
{
    private const int ClientsOfAThread = 16;

    /// <param name="database">How it is reached.</param>
    /// <param name="statement">Prepared once by each client.</param>
    /// <param name="clients">Connections.</param>
    /// <param name="wanted">Questions a second of all clients, at random moments; null where each asks again at once.</param>
    /// <param name="time">How long.</param>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>Null where pgbench is not installed.</returns>
    public static async Task<Load?> OfAsync(
        string database, string statement, int clients, double? wanted, TimeSpan time, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("pgbench").FullName;
        try
        {
            var script = Path.Combine(folder, "statement.sql");
            await File.WriteAllTextAsync(script, statement + ";\n", cancellationToken);
            // -n: the tables are the portal's, not its own.
            string[] arguments =
            [
                "-n", "-M", "prepared", "-c", $"{clients}", "-j", $"{Math.Max(1, clients / ClientsOfAThread)}", "-T", $"{time.TotalSeconds}", "-f", script,
                "-l", $"--log-prefix={Path.Combine(folder, "log")}",
            ];
            if (wanted is not null)
            {
                arguments = [.. arguments, "-R", string.Create(CultureInfo.InvariantCulture, $"{wanted:0.0}")];
            }

            if (await PostgresTool.RunAsync("pgbench", database, arguments, cancellationToken) is not { } run)
            {
                return null;
            }

            // The third column of its log is how long the client waited, in microseconds, from when it was due, its own lateness included.
            var times = Directory.GetFiles(folder, "log*").SelectMany(File.ReadLines)
                .Select(line => TimeSpan.FromMicroseconds(long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)));
            return Load.Of(double.Parse(Rate().Match(run.Output).Groups[1].Value, CultureInfo.InvariantCulture), times, 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
