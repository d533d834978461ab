using System.Collections.Concurrent;
using System.Net.Http.Headers;
using AiPolicyPortal.Core.Interchange.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Interchange.Rates;

/// <summary>Stands in for the European Central Bank on loopback: answers each file the way a test wants it, 404 for any other.</summary>
internal sealed class RateServer : IAsyncDisposable
{
    private const string Version = "\"1\"";

    // What was sent arrives before the connection is reset.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> answers = [];
    private readonly ConcurrentQueue<(string File, string? Range)> requests = [];

    private RateServer(WebApplication application) => this.application = application;

    /// <summary>The files asked for, in order, with the part asked for.</summary>
    public IReadOnlyList<(string File, string? Range)> Requests => [.. requests];

    public RateAddresses Addresses => new(AddressOf(RateFiles.Daily), AddressOf(RateFiles.Recent), AddressOf(RateFiles.History));

    public static async Task<RateServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new RateServer(builder.Build());
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync();
        return server;
    }

    public Uri AddressOf(string file) => new(new Uri(application.Urls.Single()), file);

    public void Answer(string file, Func<HttpContext, Task> answer) => answers[file] = answer;

    /// <summary>Sends a whole file.</summary>
    public void Serve(string file, byte[] content) => Answer(file, context => SendAsync(context, content));

    /// <summary>Announces the whole file, sends its beginning and breaks off, as often as said; then sends what is asked for.</summary>
    /// <param name="ranges">Whether the server can send a file from the middle on.</param>
    public void ServeCutOff(string file, byte[] content, int length, int times, bool ranges)
    {
        var left = times;
        Answer(file, async context =>
        {
            if (left-- > 0)
            {
                context.Response.Headers.ETag = ranges ? Version : null;
                context.Response.ContentLength = content.Length;
                await context.Response.Body.WriteAsync(content.AsMemory(0, length));
                await context.Response.Body.FlushAsync();
                await Task.Delay(OnTheWay);
                context.Abort();
                return;
            }

            var from = ranges && context.Request.Headers.IfRange == Version ? First(context) : 0;
            if (from > 0)
            {
                context.Response.StatusCode = StatusCodes.Status206PartialContent;
                context.Response.Headers.ContentRange = new ContentRangeHeaderValue(from, content.Length - 1, content.Length).ToString();
            }

            await SendAsync(context, content[from..]);
        });
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private static async Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content);
    }

    private static int First(HttpContext context) =>
        RangeHeaderValue.TryParse(context.Request.Headers.Range, out var range) ? (int)range.Ranges.Single().From!.Value : 0;

    private Task AnswerAsync(HttpContext context)
    {
        var file = context.Request.Path.Value![1..];
        requests.Enqueue((file, context.Request.Headers.Range));
        if (answers.TryGetValue(file, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
