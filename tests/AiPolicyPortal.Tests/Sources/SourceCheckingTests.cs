using AiPolicyPortal.Core.Fetching;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Tests.Fetching;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Sources;

public sealed class SourceCheckingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly SmallFolder folder = new();
    private FetchServer server = null!;
    private PortalStore store = null!;

    public async ValueTask InitializeAsync()
    {
        server = (await FetchServer.StartAsync()).Host("example.org", "93.184.215.14").Host("www.moved.example", "93.184.215.15");
        store = await PortalStore.CreateAsync(postgres);
        folder.Append("sources.csv", "s-3,http://example.org/3,Third,Example,2024,en,3");
        folder.Append("sources.csv", "s-4,http://example.org/private/4,Fourth,Example,2024,en,3");
        folder.Append("sources.csv", "s-5,http://inside.example/,Fifth,Example,2024,en,3");
        folder.Append("sources.csv", "s-6,http://news.example/6,Sixth,Example,2024,en,3");
        folder.Replace("sources.csv", "https://example.org", "http://example.org");
        server.Host("inside.example", "10.0.0.1");
        server.Serve("example.org/robots.txt", "User-agent: *\nDisallow: /private", "text/plain");
        server.Serve("example.org/1", "<html><body><p>The first page as it was when it was cited.</p></body></html>");
        server.Redirect("example.org/2", "http://www.moved.example/new");
        server.Serve("www.moved.example/new", "Here it is now.");
        server.Answer("news.example/6", context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        await using var context = store.Open();
        var import = await new DataFolderImport(context, TimeProvider.System)
            .ImportAsync(folder.Path, new ImportOptions { Actor = Actor.Shell("test"), Reason = "A test." }, null, CancellationToken.None);
        Assert.Empty(import.Faults);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await server.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Run_EachKindOfAnswer_IsStoredAsItIs()
    {
        var result = await RunAsync(TimeSpan.Zero);

        var checks = await ChecksAsync();
        Assert.Equal(SourceHealth.Reachable, checks["s-1"].Health);
        Assert.Equal((SourceHealth.Moved, "http://www.moved.example/new"), (checks["s-2"].Health, checks["s-2"].FinalUrl));
        Assert.Equal((SourceHealth.Gone, 404), (checks["s-3"].Health, checks["s-3"].HttpStatus));
        Assert.Equal(SourceHealth.Refused, checks["s-4"].Health);
        Assert.Equal((SourceHealth.Failing, (int?)null), (checks["s-5"].Health, checks["s-5"].HttpStatus));
        Assert.Equal((SourceHealth.Failing, 503), (checks["s-6"].Health, checks["s-6"].HttpStatus));
        Assert.Equal(2, result.ByHealth[SourceHealth.Failing]);
        Assert.DoesNotContain(server.Requests, request => request.Path.StartsWith("/private", StringComparison.Ordinal));
        Assert.Single(server.Requests, request => request is { Host: "example.org", Path: "/robots.txt" });
    }

    [Fact]
    public async Task Run_Again_AsksOnlyForWhatIsDueAndForWhatChanged()
    {
        server.Answer("example.org/1", context =>
        {
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.ContentType = "text/html";
            if (context.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            return context.Response.WriteAsync("<p>The first page as it was when it was cited.</p>");
        });
        await RunAsync(TimeSpan.Zero);
        var numbers = await PublicationsAsync();

        Assert.Empty((await RunAsync(TimeSpan.FromDays(1))).ByHealth);
        var again = await RunAsync(TimeSpan.Zero);

        Assert.Equal(SourceHealth.Reachable, (await ChecksAsync())["s-1"].Health);
        Assert.Equal("\"v1\"", server.Requests.Last(request => request is { Host: "example.org", Path: "/1" }).IfNoneMatch);
        Assert.False(again.Published);
        Assert.Equal(numbers, await PublicationsAsync());
    }

    [Fact]
    public async Task Run_TextIsAnother_NotesWhenAndPublishes()
    {
        await RunAsync(TimeSpan.Zero);
        Assert.Null((await ChecksAsync())["s-1"].ChangedAt);
        var numbers = await PublicationsAsync();
        server.Serve("example.org/1", "<html><body><p>The first page, which says something else today.</p></body></html>");

        var result = await RunAsync(TimeSpan.Zero);

        Assert.Equal(1, result.TextsChanged);
        Assert.NotNull((await ChecksAsync())["s-1"].ChangedAt);
        Assert.Equal(numbers + 1, await PublicationsAsync());
    }

    [Fact]
    public async Task Run_Stopped_KeepsWhatItSawAndGoesOnThere()
    {
        using var stop = new CancellationTokenSource();
        await using (var context = store.Open())
        {
            using var fetcher = new GuardedFetcher(server.Options());
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SourceChecking(context, fetcher, TimeProvider.System)
                .RunAsync(Options(TimeSpan.FromDays(1)), new StopAfter(2, stop), stop.Token));
        }

        Assert.Equal(2, (await ChecksAsync()).Count);
        var rest = await RunAsync(TimeSpan.FromDays(1));

        Assert.Equal(4, rest.ByHealth.Values.Sum());
        Assert.Equal(6, (await ChecksAsync()).Count);
    }

    private static SourceCheckOptions Options(TimeSpan olderThan) => new() { Actor = Actor.Shell("test"), OlderThan = olderThan, Pause = TimeSpan.FromMilliseconds(5) };

    private async Task<SourceCheckResult> RunAsync(TimeSpan olderThan)
    {
        await using var context = store.Open();
        using var fetcher = new GuardedFetcher(server.Options());
        return await new SourceChecking(context, fetcher, TimeProvider.System).RunAsync(Options(olderThan), null, CancellationToken.None);
    }

    private Task<Dictionary<string, SourceCheck>> ChecksAsync() => store.ReadAsync(context => context.Sources.AsNoTracking()
        .Include(source => source.Check).Where(source => source.Check != null).ToDictionaryAsync(source => source.Reference, source => source.Check!));

    private Task<long> PublicationsAsync() => store.ReadAsync(context => context.Publications.MaxAsync(publication => publication.Number));

    private sealed class StopAfter(int count, CancellationTokenSource stop) : IProgress<(Source Source, SourceCheck Check)>
    {
        private int seen;

        public void Report((Source Source, SourceCheck Check) value)
        {
            if (++seen == count)
            {
                stop.Cancel();
            }
        }
    }
}
