using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Benchmarks;

/// <summary>Kestrel alone, in a process of its own, that answers every request with the same bytes: as quick as a web server here can be.</summary>
internal sealed class ConstantServer : IAsyncDisposable
{
    public const string Command = "serve-constant";

    private readonly Process process;

    private ConstantServer(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<ConstantServer> StartAsync(int bytes, CancellationToken cancellationToken)
    {
        var port = Portal.FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AiPolicyPortal.Benchmarks.dll"), Command, $"{bytes}", $"{port}"]);
        var server = new ConstantServer(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        while (!await AnswersAsync(port, cancellationToken))
        {
            await Task.Delay(100, cancellationToken);
        }

        return server;
    }

    /// <summary>What the process of its own runs.</summary>
    public static async Task ServeAsync(string bytes, string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var body = new byte[int.Parse(bytes, CultureInfo.InvariantCulture)];
        Array.Fill(body, (byte)' ');
        app.Run(context =>
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
