using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AiPolicyPortal.Core.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Fetching;

/// <summary>
/// The internet on loopback: host names with the addresses a test gives them, of which the public ones lead to this server.
/// What the guard lets through is counted by address.
/// </summary>
internal sealed class FetchServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = [];
    private readonly ConcurrentDictionary<string, IPAddress[]> hosts = [];
    private readonly ConcurrentQueue<(string Host, string Path, string UserAgent, string? Cookie, string? IfNoneMatch)> requests = [];
    private readonly ConcurrentQueue<IPEndPoint> opened = [];

    private FetchServer(WebApplication application) => this.application = application;

    public IReadOnlyList<(string Host, string Path, string UserAgent, string? Cookie, string? IfNoneMatch)> Requests => [.. requests];

    public IReadOnlyList<IPEndPoint> Opened => [.. opened];

    public static async Task<FetchServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new FetchServer(builder.Build());
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync();
        return server.Host("news.example", "93.184.215.14");
    }

    public FetchServer Host(string name, params string[] addresses)
    {
        hosts[name] = [.. addresses.Select(IPAddress.Parse)];
        return this;
    }

    public void Answer(string hostAndPath, Func<HttpContext, Task> answer) => answers[hostAndPath] = answer;

    public void Serve(string hostAndPath, string html, string type = "text/html; charset=utf-8") => Answer(hostAndPath, context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(html);
    });

    public void Redirect(string hostAndPath, string location) => Answer(hostAndPath, context =>
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });

    public FetchOptions Options() => new()
    {
        Resolve = (host, _) => hosts.TryGetValue(host, out var addresses)
            ? Task.FromResult(addresses)
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
        Open = OpenAsync,
        Total = TimeSpan.FromSeconds(60),
        Connect = TimeSpan.FromSeconds(30),
    };

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async ValueTask<Stream> OpenAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        opened.Enqueue(address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(application.Urls.Single()).Port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (host, path) = (context.Request.Host.Host, context.Request.Path.Value!);
        requests.Enqueue((host, path, context.Request.Headers.UserAgent.ToString(), context.Request.Headers.Cookie, context.Request.Headers.IfNoneMatch));
        if (answers.TryGetValue(host + path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
