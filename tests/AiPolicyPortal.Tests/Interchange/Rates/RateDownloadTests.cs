using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AiPolicyPortal.Core.Interchange.Rates;
using Microsoft.AspNetCore.Http;

namespace AiPolicyPortal.Tests.Interchange.Rates;

public sealed class RateDownloadTests : IAsyncLifetime
{
    private const string File = RateFiles.History;

    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(index => (byte)(index * 31 % 251))];

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private RateServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DownloadLimits Limits { get; } = new() { Attempts = 3, Pause = TimeSpan.FromMilliseconds(1) };

    public async ValueTask InitializeAsync() => server = await RateServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Fetch_CutOff_GoesOnWhereItEnded()
    {
        server.ServeCutOff(File, Content, 100_000, times: 1, ranges: true);

        Assert.Equal(Content, await FetchAsync(Limits));

        Assert.Equal([null, "bytes=100000-"], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task Fetch_CutOffByAServerWithoutRanges_BeginsAnew()
    {
        server.ServeCutOff(File, Content, 100_000, times: 2, ranges: false);

        Assert.Equal(Content, await FetchAsync(Limits));

        Assert.Equal([null, null, null], server.Requests.Select(request => request.Range));
    }

    [Fact]
    public async Task Fetch_FileThatChangedMeanwhile_BeginsAnew()
    {
        byte[] newer = [.. Content.Reverse()];
        server.Answer(File, async context =>
        {
            var first = server.Requests.Count == 1;
            context.Response.Headers.ETag = first ? "\"1\"" : "\"2\"";
            context.Response.ContentLength = Content.Length;
            await context.Response.Body.WriteAsync(first ? Content.AsMemory(0, 1000) : newer);
            if (first)
            {
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        });

        Assert.Equal(newer, await FetchAsync(Limits));
    }

    [Fact]
    public async Task Fetch_ServerThatSendsAnotherPart_BeginsAnew()
    {
        server.Answer(File, async context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            switch (server.Requests.Count)
            {
                case 1:
                    context.Response.ContentLength = Content.Length;
                    await context.Response.Body.WriteAsync(Content.AsMemory(0, 1000));
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    break;
                case 2:
                    context.Response.StatusCode = StatusCodes.Status206PartialContent;
                    context.Response.Headers.ContentRange = $"bytes 5000-{Content.Length - 1}/{Content.Length}";
                    await context.Response.Body.WriteAsync(Content.AsMemory(5000));
                    break;
                default:
                    await context.Response.Body.WriteAsync(Content);
                    break;
            }
        });

        Assert.Equal(Content, await FetchAsync(Limits));
    }

    [Theory]
    [InlineData("\"2\"", 0)]
    [InlineData(null, 1)]
    public async Task Fetch_PartOfAnotherFile_BeginsAnew(string? tag, int longer)
    {
        byte[] newer = [.. Content.Reverse()];
        server.Answer(File, async context =>
        {
            context.Response.Headers.ETag = server.Requests.Count == 1 ? "\"1\"" : tag;
            switch (server.Requests.Count)
            {
                case 1:
                    context.Response.ContentLength = Content.Length;
                    await context.Response.Body.WriteAsync(Content.AsMemory(0, 1000));
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(200);
                    context.Abort();
                    break;
                case 2:
                    // It heeds the range and not the condition.
                    var from = int.Parse(context.Request.Headers.Range.ToString()["bytes=".Length..^1], CultureInfo.InvariantCulture);
                    context.Response.StatusCode = StatusCodes.Status206PartialContent;
                    context.Response.Headers.ContentRange = $"bytes {from}-{newer.Length - 1}/{newer.Length + longer}";
                    await context.Response.Body.WriteAsync(newer.AsMemory(from));
                    break;
                default:
                    await context.Response.Body.WriteAsync(newer);
                    break;
            }
        });

        Assert.Equal(newer, await FetchAsync(Limits));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[")]
    public async Task Fetch_SentOnToWhatIsNoAddress_IsRefused(string location)
    {
        server.Answer(File, context =>
        {
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => FetchAsync(Limits));

        Assert.Contains("othing was changed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_AlwaysCutOff_SaysHowMuchCame()
    {
        server.ServeCutOff(File, Content, 100_000, times: int.MaxValue, ranges: false);

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => FetchAsync(Limits));

        Assert.Matches($@"^http://127\.0\.0\.1:\d+/{File}: The file was cut off after \d+ of 300000 bytes\. So it was 3 times\. Nothing was changed;", exception.Message);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    public async Task Fetch_Refused_AsksAgainOnlyWhereThatMayHelp(int status, int requests)
    {
        server.Answer(File, context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => FetchAsync(Limits));

        Assert.Contains($"The server answered {status}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_EndlessAnswer_IsGivenUpAtTheLimit()
    {
        var sent = 0L;
        server.Answer(File, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(Content, context.RequestAborted);
                sent += Content.Length;

                // Until the server learns that the reader is gone it writes to nobody, as fast as it may.
                await Task.Delay(1);
            }
        });

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => FetchAsync(Limits with { MaxBytes = 1_000_000, Silence = TimeSpan.FromSeconds(30) }));

        Assert.Contains("longer than 1000000 bytes", exception.Message, StringComparison.Ordinal);
        Assert.True(sent < 50_000_000);
    }

    [Fact]
    public async Task Fetch_SilentServer_IsGivenUp()
    {
        server.Answer(File, context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var exception = await Assert.ThrowsAsync<RateDownloadException>(
            () => FetchAsync(Limits with { Silence = TimeSpan.FromMilliseconds(200), Attempts = 1 }));

        Assert.Contains("said nothing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_DrippingServer_IsGivenUpAfterTheWholeTime()
    {
        server.Answer(File, async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(Content.AsMemory(0, 1), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => FetchAsync(Limits with { Total = TimeSpan.FromMilliseconds(400) }));

        Assert.Contains("longer than", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_AnnouncedTooShort_GivesNoMoreThanAnnounced()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerOnceAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabcdefgh"u8.ToArray());

        var content = await new RateDownload(http, Limits).FetchAsync(new Uri($"http://{listener.LocalEndpoint}/x.xml"), Cancel);

        await answering;
        Assert.Equal("abcd"u8.ToArray(), content);
    }

    [Fact]
    public async Task Fetch_NobodyThere_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/x.xml");
        listener.Stop();

        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => new RateDownload(http, Limits).FetchAsync(address, Cancel));

        Assert.Contains("could not be fetched", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://example.org/eurofxref-daily.xml")]
    public async Task Fetch_OtherScheme_IsRefused(string address)
    {
        var exception = await Assert.ThrowsAsync<RateDownloadException>(() => new RateDownload(http, Limits).FetchAsync(new Uri(address), Cancel));

        Assert.Contains("must begin with https://", exception.Message, StringComparison.Ordinal);
    }

    private static async Task AnswerOnceAsync(TcpListener listener, byte[] answer)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancel);
        await using var stream = client.GetStream();
        await stream.ReadExactlyAsync(new byte[16], Cancel);
        await stream.WriteAsync(answer, Cancel);
    }

    private Task<byte[]> FetchAsync(DownloadLimits limits) => new RateDownload(http, limits).FetchAsync(server.AddressOf(File), Cancel);
}
