using System.Net;
using AiPolicyPortal.Web.Hosting;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ZstdSharp;

namespace AiPolicyPortal.Tests.Hosting;

/// <summary>The server's own behaviour on a real socket, with a few routes that show it.</summary>
public sealed class WebServerTests
{
    [Fact]
    public async Task Stop_WithARequestInFlight_AnswersItFirst()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var app = await StartAsync(app => app.MapGet("/slow", async () =>
        {
            entered.SetResult();
            await release.Task;
            return "whole";
        }));
        using var client = Client(app);

        var answer = client.GetStringAsync("/slow", TestContext.Current.CancellationToken);
        await entered.Task;
        var stopped = app.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopped.IsCompleted);
        release.SetResult();

        Assert.Equal("whole", await answer);
        await stopped;
    }

    // They stand in every address of an answer.
    [Theory]
    [InlineData("xn--a", HttpStatusCode.BadRequest)]
    [InlineData("a_b..c:99999", HttpStatusCode.BadRequest)]
    [InlineData("portal.example", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("xn--dmin-moa0i.example", HttpStatusCode.OK)]
    public async Task Get_HostThatIsNoName_IsRefused(string name, HttpStatusCode status)
    {
        await using var app = await StartAsync(app => app.MapGet("/host", (HttpContext context) => PageAddress.Site(context)));
        using var client = Client(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/host");
        request.Headers.TryAddWithoutValidation("Host", name);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Post_FormInAnUnsafeEncoding_Is415()
    {
        await using var app = await StartAsync(app => app.MapPost("/form", async (HttpContext context) => (await context.Request.ReadFormAsync()).Count));
        using var client = Client(app);
        using var form = new ByteArrayContent("theme=dark"u8.ToArray());
        form.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=utf-7");

        using var answer = await client.PostAsync("/form", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/jsonl")]
    [InlineData("application/ld+json")]
    [InlineData("text/turtle")]
    public async Task Get_TextOverPlainHttp_IsCompressed(string type)
    {
        await using var app = await StartAsync(app => app.MapGet("/lines", () => Results.Text(new string('x', 10_000), type)));
        using var client = Client(app);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");

        using var answer = await client.GetAsync("/lines", TestContext.Current.CancellationToken);

        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    public async Task Get_JsonOverPlainHttp_IsCompressed(string encoding)
    {
        await using var app = await StartAsync(app => app.MapGet("/long", () => Results.Json(new string('x', 10_000))));
        using var client = Client(app);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd(encoding);

        using var answer = await client.GetAsync("/long", TestContext.Current.CancellationToken);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.True((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length < 1_000);
        Assert.Null(answer.Headers.Server.FirstOrDefault());
    }

    [Fact]
    public async Task Get_Zstandard_UnpacksToWhatWasSent()
    {
        var text = string.Join(' ', Enumerable.Range(0, 50_000));
        await using var app = await StartAsync(app => app.MapGet("/long", () => Results.Text(text)));
        using var client = Client(app);
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br, zstd");

        using var answer = await client.GetAsync("/long", TestContext.Current.CancellationToken);
        await using var unpacked = new DecompressionStream(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["zstd"], answer.Content.Headers.ContentEncoding);
        Assert.Equal(text, await new StreamReader(unpacked).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("", "http")]
    [InlineData("127.0.0.0/8 ::1", "https")]
    [InlineData("203.0.113.1", "http")]
    public async Task Get_ForwardedProto_IsBelievedOfTrustedProxiesOnly(string trusted, string scheme)
    {
        await using var app = await StartAsync(app => app.MapGet("/scheme", (HttpContext context) => context.Request.Scheme), $"--Portal:TrustedProxies={trusted}");
        using var client = Client(app);
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        Assert.Equal(scheme, await client.GetStringAsync("/scheme", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--https_port=443")]
    [InlineData("--Portal:TrustedProxies=10.0.0.1")]
    public async Task Get_PlainHttpWhereHttpsIsRequired_IsSentOnButProbesAreNot(string setting)
    {
        await using var app = await StartAsync(
            app => app.MapGet("/{**path}", () => "plain"), "--Portal:RequireHttps=true", setting);
        using var client = Client(app);

        using var page = await client.GetAsync("/programmes?country=FR", TestContext.Current.CancellationToken);
        using var probe = await client.GetAsync(HealthChecks.Live, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal("https://127.0.0.1/programmes?country=FR", page.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddPortalServer();
        var app = builder.Build();
        app.UsePortalServer();
        app.UsePortalCompression();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static HttpClient Client(WebApplication app) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
}
