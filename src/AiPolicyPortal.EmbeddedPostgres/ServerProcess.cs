using System.Diagnostics;
using System.Text;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Starts and stops the server of one folder.</summary>
internal sealed class ServerProcess(PostgresBinaries binaries, ServerAccount account, ServerFolder folder)
{
    private const int StopSeconds = 30;
    private const int MaxAttempts = 5;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private readonly StringBuilder _errors = new();
    private Process? _process;

    /// <summary>Stops a server that an owner left running when it died, so that the next start finds everything written.</summary>
    public async Task ClearOrphanAsync(Action<string>? report, CancellationToken cancellationToken)
    {
        if (PostmasterFile.TryRead(folder.Data) is not { } left)
            return;
        if (left.IsRunning)
        {
            report?.Invoke($"Stopping the database server that an earlier run left behind (process {left.ProcessId}).");
            await StopAsync(cancellationToken);
        }
        else if (left.ProcessExists)
        {
            // PostgreSQL takes any process of that number for a server and refuses to start; this one is another program.
            PostmasterFile.Remove(folder.Data);
        }
    }

    /// <summary>Starts the server and waits until it answers.</summary>
    /// <returns>Its port.</returns>
    /// <exception cref="EmbeddedPostgresException">It did not start, after some attempts.</exception>
    public async Task<int> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        // A first attempt may find the port taken in the meantime, or sessions of a killed server that are still ending.
        for (var attempt = 1; ; attempt++)
        {
            var port = LoopbackPort.Choose(folder.Port);
            await folder.WriteSettingsAsync(ServerSettings.Lines(options, port, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), account, cancellationToken);
            var failure = account.BoundPrefix is { } bound
                ? await StartBoundAsync(bound, options.StartTimeout, cancellationToken)
                : await StartDetachedAsync(options.StartTimeout, cancellationToken);
            if (failure is null)
                return port;
            if (attempt == MaxAttempts)
                throw new EmbeddedPostgresException($"PostgreSQL did not start in {folder.Location}: {failure}");
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
        }
    }

    /// <summary>Ends all sessions and stops the server cleanly; at once, without that, if it takes too long.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var mode in (string[])["fast", "immediate"])
        {
            if (PostmasterFile.TryRead(folder.Data) is not { IsRunning: true })
                break;
            string[] command = [binaries.PgCtl, "stop", "-D", folder.Data, "-m", mode, "-w", "-t", $"{StopSeconds}"];
            await Command.RunAsync(account.Run(command), cancellationToken);
        }
        if (_process is not null)
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(TimeSpan.FromSeconds(StopSeconds), cancellationToken);
        _process = null;
    }

    private async Task<string?> StartBoundAsync(IReadOnlyList<string> bound, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var process = await LaunchAsync([.. bound, binaries.Postgres, "-D", folder.Data]);
        try
        {
            while (PostmasterFile.TryRead(folder.Data) is not { IsReady: true } file || file.ProcessId != process.Id)
            {
                if (process.HasExited)
                    return Explanation();
                if (clock.Elapsed > timeout)
                    throw new EmbeddedPostgresException(
                        $"PostgreSQL in {folder.Location} did not answer within {timeout.TotalSeconds:0} seconds. {Explanation()}");
                await Task.Delay(PollInterval, cancellationToken);
            }
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        _process = process;
        return null;
    }

    // The kernel sends the signal of a parent's death when the thread that started the process ends, and threads of the
    // pool come and go. So a thread of its own starts the server, and waits for its end.
    private Task<Process> LaunchAsync(string[] command)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var keeper = new Thread(() => Keep(command, started)) { IsBackground = true, Name = "PostgreSQL keeper" };
        keeper.Start();
        return started.Task;
    }

    private void Keep(string[] command, TaskCompletionSource<Process> started)
    {
        try
        {
            var info = Command.StartInfo(command);
            info.RedirectStandardError = true;
            var process = Process.Start(info)!;
            process.ErrorDataReceived += (_, line) => Remember(line.Data);
            process.BeginErrorReadLine();
            started.SetResult(process);
            process.WaitForExit();
        }
        catch (Exception exception)
        {
            started.TrySetException(exception);
        }
    }

    private void Remember(string? line)
    {
        const int enough = 4000;
        lock (_errors)
        {
            if (line is not null && _errors.Length < enough)
                _errors.AppendLine(line);
        }
    }

    private async Task<string?> StartDetachedAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        string[] command =
            [binaries.PgCtl, "start", "-s", "-w", "-t", $"{timeout.TotalSeconds:0}", "-D", folder.Data, "-l", folder.StartLog];
        if (await Command.RunDetachingAsync(account.Run(command), cancellationToken) == 0)
            return null;
        Remember(File.Exists(folder.StartLog) ? File.ReadAllText(folder.StartLog) : null);
        return Explanation();
    }

    private string Explanation()
    {
        lock (_errors)
            return $"{_errors.ToString().Trim()}\n{folder.LogTail()}".Trim();
    }
}
