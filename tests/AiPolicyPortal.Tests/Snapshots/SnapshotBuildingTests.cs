using System.Net;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Hosting;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Snapshots;

/// <summary>When a running portal makes snapshots.</summary>
public sealed class SnapshotBuildingTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Portal_SomethingPublished_MakesAnotherAndKeepsTheDatedFilesAsTheyWere()
    {
        await using var portal = new SnapshotPortal(postgres);
        await portal.InitializeAsync();
        var address = $"/data/{portal.Latest.Name}/sources.csv";
        var before = await portal.Client.GetStringAsync(address, Cancel);
        var number = await portal.PublishAsync(async (context, scope) =>
        {
            var source = await context.Sources.FirstAsync(Cancel);
            scope.Change(source, "title", source.Title, "Published later");
            source.Title = "Published later";
        });
        var second = await portal.WaitAsync(number);

        Assert.Equal(before, await portal.Client.GetStringAsync(address, Cancel));
        using var latest = await portal.Client.GetAsync("/data/latest/sources.csv", Cancel);
        Assert.Equal($"/data/{second.Name}/sources.csv", latest.Headers.Location!.ToString());
        Assert.Contains("Published later", await portal.Client.GetStringAsync(latest.Headers.Location, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portal_FolderInTheWay_GoesOnServingAndTriesAgain()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString).WithWebHostBuilder(host => host
            .UseSetting("Snapshots:Folder", folder.Below("snapshots"))
            .ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        using var client = factory.CreateClient();
        Directory.Delete(folder.Below("snapshots"));
        await File.WriteAllTextAsync(folder.Below("snapshots"), "in the way", Cancel);
        await using (var context = store.Open())
            await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(await SnapshotPortal.PublishAsync(context, TimeProvider.System), Cancel);

        await AdvanceAsync(clock, seconds: 120);
        using var ready = await client.GetAsync("/health/ready", Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        File.Delete(folder.Below("snapshots"));
        var snapshots = new SnapshotFolder(folder.Below("snapshots"));
        for (var tries = 0; snapshots.Latest is null && tries < 3000; tries++)
            await AdvanceAsync(clock, seconds: 10);
        Assert.NotNull(snapshots.Latest);
    }

    [Theory]
    [InlineData("Snapshots__Keep", "0", "Snapshots:Keep")]
    [InlineData("Snapshots__Folder", "/proc/no-such/folder", "/proc/no-such/folder")]
    public async Task Start_SettingThatCannotBeUsed_SaysSoInOneLineAndExitsWithOne(string name, string value, string named)
    {
        var (exitCode, _, error) = await WebProcess.RunAsync([], ("ASPNETCORE_ENVIRONMENT", "Production"), ("ConnectionStrings__Portal", "Host=nowhere"), (name, value));

        Assert.Equal(1, exitCode);
        Assert.Contains(named, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    // Timers run one after the other, each begun by the one before.
    private static async Task AdvanceAsync(FakeTimeProvider clock, int seconds)
    {
        for (var second = 0; second < seconds; second += 10)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, Cancel);
        }
    }
}
