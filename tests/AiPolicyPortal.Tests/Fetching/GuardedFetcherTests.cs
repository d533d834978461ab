using System.IO.Compression;
using System.Text;
using AiPolicyPortal.Core.Fetching;
using Microsoft.AspNetCore.Http;

namespace AiPolicyPortal.Tests.Fetching;

public sealed class GuardedFetcherTests : IAsyncLifetime
{
    private static readonly Uri Article = new("http://news.example/article");
    private FetchServer server = null!;

    public async ValueTask InitializeAsync() => server = await FetchServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Page_PublicHost_ConnectsToTheCheckedAddressAndSaysWhoAsks()
    {
        server.Serve("news.example/article", "<p>Hello</p>");
        using var fetcher = new GuardedFetcher(server.Options() with { UserAgent = "Portal of a test (editor@portal.example)" });

        var answer = await fetcher.PageAsync(Article, TestContext.Current.CancellationToken);

        Assert.Equal("<p>Hello</p>", Encoding.UTF8.GetString(answer.Body));
        Assert.Equal(("93.184.215.14", 80), (Assert.Single(server.Opened).Address.ToString(), server.Opened[0].Port));
        Assert.Equal("Portal of a test (editor@portal.example)", Assert.Single(server.Requests).UserAgent);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.7")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fd12::1")]
    [InlineData("::ffff:192.168.0.1")]
    public async Task Page_HostInside_IsRefusedBeforeAnyConnection(string address)
    {
        server.Host("inside.example", address);
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, "http://inside.example/", FetchProblem.NotPublic);

        Assert.Empty(server.Opened);
    }

    [Fact]
    public async Task Page_OneInwardAddressAmongPublicOnes_IsRefused()
    {
        server.Host("mixed.example", "93.184.215.14", "192.168.1.1");
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, "http://mixed.example/", FetchProblem.NotPublic);

        Assert.Empty(server.Opened);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    public async Task Page_InwardAddressInTheUrl_IsRefused(string address)
    {
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, address, FetchProblem.NotPublic);

        Assert.Empty(server.Opened);
    }

    [Theory]
    [InlineData("ftp://news.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://news.example/")]
    [InlineData("http://news.example:5432/")]
    [InlineData("http://name:secret@news.example/")]
    public async Task Page_UnusualAddress_IsRefused(string address)
    {
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, address, FetchProblem.Address);

        Assert.Empty(server.Opened);
    }

    [Theory]
    [InlineData("http://inside.example/secret", FetchProblem.NotPublic)]
    [InlineData("http://169.254.169.254/latest/meta-data/", FetchProblem.NotPublic)]
    [InlineData("//localhost/secret", FetchProblem.UnknownHost)]
    [InlineData("file:///etc/passwd", FetchProblem.Address)]
    [InlineData("http://news.example:6379/", FetchProblem.Address)]
    public async Task Page_LedInward_IsRefusedAtThatHop(string location, FetchProblem problem)
    {
        server.Host("inside.example", "10.0.0.1");
        server.Redirect("news.example/article", location);
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, Article.AbsoluteUri, problem);

        Assert.Equal("/article", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Page_NameThatTurnsInward_IsCheckedAnewForEachConnection()
    {
        server.Redirect("news.example/article", "http://turning.example/next");
        server.Host("turning.example", "93.184.215.14");
        server.Redirect("turning.example/next", "http://turning.example/again");
        server.Answer("turning.example/again", context =>
        {
            server.Host("turning.example", "127.0.0.1");
            context.Response.Headers.Connection = "close";
            context.Response.StatusCode = StatusCodes.Status302Found;
            context.Response.Headers.Location = "http://turning.example/secret";
            return Task.CompletedTask;
        });
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.NotPublic);

        Assert.DoesNotContain(server.Requests, request => request.Path == "/secret");
    }

    [Fact]
    public async Task Page_RedirectWithCookie_IsFollowedWithoutIt()
    {
        server.Answer("news.example/article", context =>
        {
            context.Response.Cookies.Append("seen", "1");
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = "/moved";
            return Task.CompletedTask;
        });
        server.Serve("news.example/moved", "here");
        using var fetcher = new GuardedFetcher(server.Options());

        Assert.Equal("/moved", (await fetcher.PageAsync(Article, TestContext.Current.CancellationToken)).Address.AbsolutePath);
        Assert.All(server.Requests, request => Assert.Null(request.Cookie));
    }

    [Fact]
    public async Task Page_LedOnForEver_Ends()
    {
        server.Redirect("news.example/article", "/article");
        using var fetcher = new GuardedFetcher(server.Options() with { MaxRedirects = 3 });

        await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.Redirects);

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task Page_TooLongOnceUnpacked_IsRefused()
    {
        server.Answer("news.example/article", async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            var block = new byte[64 * 1024];
            for (var i = 0; i < 160; i++)
            {
                await gzip.WriteAsync(block);
            }
        });
        using var fetcher = new GuardedFetcher(server.Options() with { MaxBytes = 1024 * 1024 });

        await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.TooLong);
    }

    [Fact]
    public async Task Page_SilentServer_IsGivenUp()
    {
        server.Answer("news.example/article", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var fetcher = new GuardedFetcher(server.Options() with { Total = TimeSpan.FromSeconds(2) });

        await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.TooSlow);
    }

    [Fact]
    public async Task Page_OtherThanText_IsRefusedAndSaysWhatItIs()
    {
        server.Serve("news.example/article", "%PDF", "application/pdf");
        using var fetcher = new GuardedFetcher(server.Options());

        Assert.Equal("application/pdf", (await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.ContentType)).Detail);
    }

    [Fact]
    public async Task Page_ErrorOfTheServer_SaysItsNumber()
    {
        using var fetcher = new GuardedFetcher(server.Options());

        Assert.Equal("404", (await RefusedAsync(fetcher, Article.AbsoluteUri, FetchProblem.Status)).Detail);
    }

    [Fact]
    public async Task Page_HostOfNoAddress_IsUnknown()
    {
        using var fetcher = new GuardedFetcher(server.Options());

        await RefusedAsync(fetcher, "http://nowhere.example/", FetchProblem.UnknownHost);
    }

    private static async Task<FetchException> RefusedAsync(GuardedFetcher fetcher, string address, FetchProblem problem)
    {
        var refusal = await Assert.ThrowsAsync<FetchException>(() => fetcher.PageAsync(new Uri(address), default));
        Assert.Equal(problem, refusal.Problem);
        return refusal;
    }
}
