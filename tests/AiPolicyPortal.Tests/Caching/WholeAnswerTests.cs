using System.Net;
using System.Runtime.CompilerServices;
using AiPolicyPortal.Web.Caching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Caching;

/// <summary>A server on a real socket that keeps and compresses what it answers.</summary>
public sealed class WholeAnswerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ReaderWhoGoesAway_LeavesNoHalfAnswerBehind()
    {
        TaskCompletionSource begun = new(), ended = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddResponseCompression().AddOutputCache(options => options.AddBasePolicy(policy => policy.Cache()));
        await using var app = builder.Build();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                ended.TrySetResult();
            }
        });
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseWholeAnswers();
        app.MapGet("/numbers/{time}", (RequestDelegate)(context => context.Response.WriteAsJsonAsync(Numbers(begun, context.RequestAborted))));
        await app.StartAsync(Cancel);
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
        // The first answer of a server takes long enough to be given up before anything of it is written.
        for (var time = 0; time < 5; time++)
        {
            (begun, ended) = (new(), new());
            using var leaving = new CancellationTokenSource();
            var first = client.GetStringAsync($"/numbers/{time}", leaving.Token);
            await begun.Task;
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
            await ended.Task;

            Assert.Equal("[1,2]", await client.GetStringAsync($"/numbers/{time}", Cancel));
        }
    }

    // The first reader never gets the second number.
    private static async IAsyncEnumerable<int> Numbers(TaskCompletionSource begun, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return 1;
        if (begun.TrySetResult())
            await Task.Delay(Timeout.Infinite, cancellationToken);
        yield return 2;
    }
}
