using System.Net;
using System.Text.Json;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Access;

/// <summary>How many downloads go on at a time, and how long an answer may take, on a few routes that show it.</summary>
public sealed class DownloadLimitsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_MoreDownloadsThanPlaces_Is429UntilOneEnds()
    {
        var entered = new SemaphoreSlim(0);
        var release = new TaskCompletionSource();
        await using var app = await StartAsync(app => app.MapGet("/api/all", async () =>
        {
            entered.Release();
            await release.Task;
            return "all";
        }).WithDownloadLimits(), "--RateLimits:Downloads=2");
        using var client = Client(app);

        var first = client.GetStringAsync("/api/all", Cancel);
        var second = client.GetStringAsync("/api/all", Cancel);
        await entered.WaitAsync(Cancel);
        await entered.WaitAsync(Cancel);
        using var third = await client.GetAsync("/api/all", Cancel);
        release.SetResult();

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), third.Headers.RetryAfter!.Delta);
        Assert.Equal("too-many-downloads", await CodeAsync(third));
        Assert.Equal(["all", "all"], await Task.WhenAll(first, second));
        Assert.Equal("all", await client.GetStringAsync("/api/all", Cancel));
    }

    [Fact]
    public async Task Get_AnswerThatTakesTooLong_IsGivenUpAndSaidSoWhileADownloadGoesOn()
    {
        var abandoned = new TaskCompletionSource();
        await using var app = await StartAsync(
            app =>
            {
                app.MapGet("/api/slow", async (HttpContext context) =>
                {
                    context.RequestAborted.Register(abandoned.SetResult);
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                });
                app.MapGet("/api/all", async (HttpContext context) =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(2), context.RequestAborted);
                    return "all";
                }).WithDownloadLimits();
            },
            "--Portal:RequestSeconds=1");
        using var client = Client(app);

        var whole = client.GetStringAsync("/api/all", Cancel);
        using var answer = await client.GetAsync("/api/slow", Cancel);

        await abandoned.Task.WaitAsync(Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("too-slow", await CodeAsync(answer));
        Assert.Equal("all", await whole);
    }

    [Fact]
    public async Task Get_MoreDownloadsThanTheDatabaseHasPlacesFor_WaitInTurn()
    {
        var begun = new List<int>();
        var entered = new SemaphoreSlim(0);
        var leave = new SemaphoreSlim(0);
        var gone = new TaskCompletionSource();
        await using var app = await StartAsync(
            app => app.MapGet("/api/all/{number:int}", async (int number, HttpContext context, DownloadQueue queue) =>
            {
                context.RequestAborted.Register(() => gone.TrySetResult());
                if (await queue.WaitAsync(context) is { } refusal)
                    return refusal;
                begun.Add(number);
                entered.Release();
                await leave.WaitAsync(context.RequestAborted);
                return Results.Text("all");
            }),
            "--RateLimits:DownloadsInAll=1",
            "--RateLimits:Enabled=false");
        using var client = Client(app);

        var first = client.GetStringAsync("/api/all/1", Cancel);
        await entered.WaitAsync(Cancel);
        using var impatient = new CancellationTokenSource();
        var second = client.GetStringAsync("/api/all/2", impatient.Token);
        var third = client.GetStringAsync("/api/all/3", Cancel);
        Assert.False(await entered.WaitAsync(TimeSpan.FromMilliseconds(300), Cancel));
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await gone.Task.WaitAsync(Cancel);
        leave.Release(2);

        Assert.Equal(["all", "all"], await Task.WhenAll(first, third));
        Assert.Equal([1, 3], begun);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("code").GetString();

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddFairUse();
        builder.AddRequestTimes();
        var app = builder.Build();
        app.UseFairUse();
        app.UseRequestTimeouts();
        map(app);
        await app.StartAsync(Cancel);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };
}
