using System.ComponentModel;
using System.Diagnostics;

namespace AiPolicyPortal.EmbeddedPostgres;

internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    public string Words => (Error.Trim().Length > 0 ? Error : Output).Trim();
}

/// <summary>Runs a program to its end, in an environment where no setting of the caller leaks into PostgreSQL.</summary>
internal static class Command
{
    private const int NotFound = 127;

    /// <returns>Exit code 127, as a shell would say, when there is no such program.</returns>
    public static async Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = StartInfo(command);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await WaitAsync(process, cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (Win32Exception exception)
        {
            return new CommandResult(NotFound, "", exception.Message);
        }
    }

    /// <summary>For a program that leaves a daemon behind, which would hold redirected streams open.</summary>
    public static async Task<int> RunDetachingAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = Process.Start(StartInfo(command))!;
        await WaitAsync(process, cancellationToken);
        return process.ExitCode;
    }

    public static ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        // The account that runs the server may not be allowed into the caller's working directory.
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = Path.GetPathRoot(Environment.CurrentDirectory),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
