using System.Diagnostics;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>PostgreSQL's own programs, where they are installed, asked over TCP as the portal asks.</summary>
internal static class PostgresTool
{
    /// <returns>What it printed, and how long it took; null where it is not installed.</returns>
    public static async Task<(string Output, TimeSpan Time)?> RunAsync(
        string program, string connectionString, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PGHOST"] = server.Host;
        start.Environment["PGPORT"] = $"{server.Port}";
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGDATABASE"] = server.Database;
        start.Environment["PGOPTIONS"] = "-c jit=off";
        var began = Stopwatch.GetTimestamp();
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? (output, Stopwatch.GetElapsedTime(began))
                : throw new InvalidOperationException($"{program} failed: {await errors}");
        }
    }
}
