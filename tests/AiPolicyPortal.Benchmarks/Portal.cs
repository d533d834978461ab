using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AiPolicyPortal.Benchmarks;

/// <summary>The portal as a process of its own, asked over HTTP.</summary>
internal sealed class Portal : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process process;

    private Portal(Process process, Uri address)
    {
        this.process = process;
        Client = ClientOf(address);
    }

    public HttpClient Client { get; }

    /// <summary>Memory of the process that is in use now.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    public static HttpClient ClientOf(Uri address) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    /// <param name="keepAnswers">False: each page is worked out anew; no request can ask for that.</param>
    public static async Task<Portal> StartAsync(string connectionString, bool keepAnswers, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AiPolicyPortal.Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ConnectionStrings__Portal"] = connectionString;
        start.Environment["Caching__Answers"] = keepAnswers.ToString();
        start.Environment["RateLimits__Enabled"] = "false";
        start.Environment["Serilog__MinimumLevel__Default"] = "Warning";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var portal = new Portal(process, address);
        await portal.UntilReadyAsync(cancellationToken);
        return portal;
    }

    /// <summary>Whether the portal has this address.</summary>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync(path, cancellationToken);
        return answer.StatusCode != HttpStatusCode.NotFound;
    }

    public async Task GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.GetAsync(path, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public Task<bool> TryAsync(string path) => TryAsync(Client, path);

    /// <summary>Whether the whole answer came, and was a success. Servers that are held against each other are asked alike.</summary>
    public static async Task<bool> TryAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await GetAsync("/health/ready", cancellationToken);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && Stopwatch.GetElapsedTime(start) < StartTimeout)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
