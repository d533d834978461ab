using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Cli;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Snapshots;

/// <summary>How snapshots are made: whole or not at all, of one state, once.</summary>
public sealed class SnapshotBuilderTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SnapshotFolder Snapshots => new(folder.Location);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Build_WhileSomethingIsPublished_HoldsOneStateInEveryFile()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await using var blocker = StarterDatabase.CreateContext(database.ConnectionString);
        var source = await context.Sources.FirstAsync(Cancel);
        var before = await context.Publications.MaxAsync(publication => publication.Number, Cancel);

        Task<(SnapshotOutcome Outcome, SnapshotManifest? Latest)> build;
        await using (await blocker.Database.BeginTransactionAsync(Cancel))
        {
            // The builder comes to the measures after the releases and before the sources.
            await blocker.Database.ExecuteSqlAsync($"lock table governance_measures in access exclusive mode", Cancel);
            build = Builder(database.ConnectionString).BuildAsync(Cancel);
            while (Directory.GetFiles(Parent(), "releases.xlsx", SearchOption.AllDirectories).Length == 0 && !build.IsCompleted)
                await Task.Delay(20, Cancel);
            await SnapshotPortal.PublishAsync(context, TimeProvider.System, (_, scope) =>
            {
                scope.Change(source, "title", source.Title, "Changed meanwhile");
                source.Title = "Changed meanwhile";
                return Task.CompletedTask;
            });
        }

        var (outcome, snapshot) = await build;
        Assert.Equal((SnapshotOutcome.Built, before), (outcome, snapshot!.Publication));
        foreach (var text in new[] { "sources.csv", "sources.jsonl" })
            Assert.DoesNotContain("Changed meanwhile", await ReadAsync(snapshot, text), StringComparison.Ordinal);
        var next = await Builder(database.ConnectionString).BuildAsync(Cancel);
        Assert.Equal(SnapshotOutcome.Built, next.Outcome);
        Assert.Contains("Changed meanwhile", await ReadAsync(next.Latest!, "sources.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_NothingPublishedSince_DoesNothing()
    {
        await using var store = await PublishedStoreAsync();
        await Builder(store.ConnectionString).BuildAsync(Cancel);
        var (outcome, snapshot) = await Builder(store.ConnectionString).BuildAsync(Cancel);

        Assert.Equal((SnapshotOutcome.UpToDate, Snapshots.Latest!.Name), (outcome, snapshot!.Name));
        Assert.Single(Directory.GetDirectories(folder.Location));
    }

    [Fact]
    public async Task Build_NothingPublishedAtAll_MakesNone()
    {
        await using var store = await PortalStore.CreateWithoutReferenceDataAsync(postgres);

        Assert.Equal((SnapshotOutcome.NothingPublished, null), await Builder(store.ConnectionString).BuildAsync(Cancel));
        Assert.False(Directory.Exists(folder.Location));
    }

    [Fact]
    public async Task Build_ManyAtOnce_MakeOne()
    {
        await using var store = await PublishedStoreAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Builder(store.ConnectionString).BuildAsync(Cancel)));

        Assert.Single(outcomes, outcome => outcome.Outcome == SnapshotOutcome.Built);
        Assert.All(outcomes, outcome => Assert.Contains(outcome.Outcome, new[] { SnapshotOutcome.Built, SnapshotOutcome.Busy, SnapshotOutcome.UpToDate }));
        Assert.Single(Snapshots.All);
    }

    [Fact]
    public async Task Build_AfterAnotherPublicationOfTheDay_LeavesTheFirstAsItWas()
    {
        await using var store = await PublishedStoreAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 3, 5, 9, 0, 0, TimeSpan.Zero));
        var first = (await Builder(store.ConnectionString, clock).BuildAsync(Cancel)).Latest!;
        var manifest = await ReadAsync(first, SnapshotManifest.FileName);
        clock.Advance(TimeSpan.FromHours(1));
        await PublishAsync(store, clock);
        var second = (await Builder(store.ConnectionString, clock).BuildAsync(Cancel)).Latest!;

        Assert.Equal(("2027-03-05", $"2027-03-05-{first.Publication + 1}"), (first.Name, second.Name));
        Assert.Equal(manifest, await ReadAsync(first, SnapshotManifest.FileName));
        Assert.Equal([second.Name, first.Name], Snapshots.All.Select(snapshot => snapshot.Name));
    }

    [Fact]
    public async Task Build_MoreThanAreKept_LeavesTheNewestAndTheFirstOfEachMonth()
    {
        await using var store = await PublishedStoreAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 1, 5, 9, 0, 0, TimeSpan.Zero));
        foreach (var days in new[] { 4, 25, 4, 4, 0 })
        {
            await PublishAsync(store, clock);
            await Builder(store.ConnectionString, clock).BuildAsync(Cancel);
            clock.Advance(TimeSpan.FromDays(days));
        }

        Assert.Equal(["2027-02-11", "2027-02-07", "2027-02-03", "2027-01-05"], Snapshots.All.Select(snapshot => snapshot.Name));
        Assert.Equal(4, Directory.GetDirectories(folder.Location, "2*").Length);
        Assert.True(Snapshots.WasRemoved("2027-01-09") || Snapshots.WasRemoved("2027-01-30"));
        Assert.All(Snapshots.All, snapshot => Assert.False(Snapshots.WasRemoved(snapshot.Name)));
        Assert.All(["2027-01-06", "", "..", "../2027-02-11", "2027-02-11/manifest.json"], other => Assert.False(Snapshots.WasRemoved(other)));
    }

    [Fact]
    public async Task Build_ManyTimesADay_GivesNoNameTwice()
    {
        await using var store = await PublishedStoreAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 3, 5, 9, 0, 0, TimeSpan.Zero));
        // The month's first stays; each later one goes when the next but one has come.
        await Builder(store.ConnectionString, clock).BuildAsync(Cancel);
        clock.Advance(TimeSpan.FromDays(1));
        var names = new List<string>();
        for (var made = 0; made < 5; made++)
        {
            await PublishAsync(store, clock);
            names.Add((await Builder(store.ConnectionString, clock).BuildAsync(Cancel)).Latest!.Name);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("2027-03-06", names[0]);
        Assert.Equal(5, names.Distinct().Count());
        Assert.DoesNotContain("2027-03-06", Snapshots.All.Select(snapshot => snapshot.Name));
    }

    [Fact]
    public async Task All_BesideAFolderThatMayNotBeRead_ListsTheOthers()
    {
        await using var store = await PublishedStoreAsync();
        var snapshot = (await Builder(store.ConnectionString).BuildAsync(Cancel)).Latest!;
        Directory.CreateDirectory(Path.Combine(folder.Location, "lost+found"));
        // Read as a text file, a folder is refused as one of somebody else is.
        Directory.CreateDirectory(Path.Combine(folder.Location, "lost+found", SnapshotManifest.FileName));
        Directory.CreateDirectory(Path.Combine(folder.Location, "other"));
        await File.WriteAllTextAsync(Path.Combine(folder.Location, "other", SnapshotManifest.FileName), """{ "name": "other" }""", Cancel);

        Assert.Throws<UnauthorizedAccessException>(() => File.ReadAllText(Path.Combine(folder.Location, "lost+found", SnapshotManifest.FileName)));
        Assert.Equal(snapshot.Name, Assert.Single(Snapshots.All).Name);
    }

    [Fact]
    public async Task Build_ClockBehindThePublication_IsNotMadeBeforeIt()
    {
        await using var store = await PublishedStoreAsync();
        var behind = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));
        var snapshot = (await Builder(store.ConnectionString, behind).BuildAsync(Cancel)).Latest!;

        Assert.True(snapshot.CreatedAt >= snapshot.PublishedAt, $"{snapshot.CreatedAt:O}, {snapshot.PublishedAt:O}");
    }

    [Fact]
    public async Task Build_TableTooLongForAWorkbook_HasNoneAndSaysWhy()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        var builder = new SnapshotBuilder(database.ConnectionString, Snapshots, 1, TimeProvider.System) { WorkbookRows = 500 };
        var snapshot = (await builder.BuildAsync(Cancel)).Latest!;
        var grants = snapshot.Tables.Single(table => table.Name == "grants");

        Assert.True(grants.Rows > 500);
        Assert.Equal(["csv", "jsonl", "parquet"], grants.Files.Select(file => file.Format));
        Assert.Contains("holds 500", Assert.Single(grants.Omitted).Reason, StringComparison.Ordinal);
        Assert.Null(Snapshots.PathOf(snapshot, "grants.xlsx"));
        Assert.Contains(snapshot.Files, file => file.Name == "governance.xlsx");
    }

    [Fact]
    public async Task Snapshot_KilledInTheMiddle_LeavesNothingThatIsServedAndIsClearedAway()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        Directory.CreateDirectory(folder.Location);
        using (var portal = PortalProcess.Start(database.ConnectionString, readErrors: true, "snapshot", "--folder", folder.Location))
        {
            while (Directory.GetFiles(folder.Location, "figures.csv", SearchOption.AllDirectories).Length == 0)
                await Task.Delay(5, Cancel);
            await portal.KillAsync();
        }

        Assert.Empty(Snapshots.All);
        Assert.Single(Directory.GetDirectories(folder.Location));
        var (exitCode, output, errors) = await PortalProcess.RunAsync(database.ConnectionString, "snapshot", "--folder", folder.Location);
        Assert.Equal((0, ""), (exitCode, errors));
        var snapshot = Assert.Single(Snapshots.All);
        Assert.Equal(snapshot.Name, Path.GetFileName(Assert.Single(Directory.GetDirectories(folder.Location))));
        Assert.Matches(@"grants +622 rows; bytes: csv \d+, jsonl \d+, parquet \d+, xlsx \d+", output);
        Assert.Contains("Nothing was published since", (await PortalProcess.RunAsync(database.ConnectionString, "snapshot", "--folder", folder.Location)).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_WithoutAFolder_SaysWhatToGive()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(await StarterDatabase.SharedAsync(postgres), "snapshot");

        Assert.Equal(1, exitCode);
        Assert.Contains("--folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_KeysDraftsAndWhoPublished_AreInNoFile()
    {
        await using var store = await PublishedStoreAsync();
        await using var context = store.Open();
        var (key, text) = await new ApiKeys(context, new AuditLog(context, TimeProvider.System), TimeProvider.System).IssueAsync("secret-label", null, Actor.Shell("tests"), Cancel);
        var snapshot = (await Builder(store.ConnectionString).BuildAsync(Cancel)).Latest!;

        Assert.NotNull(key);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Location, snapshot.Name)))
        {
            var content = await File.ReadAllTextAsync(file, Cancel);
            Assert.DoesNotContain("secret", content, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(text, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Build_FolderThatIsAFile_FailsAndLeavesNothing()
    {
        await using var store = await PublishedStoreAsync();
        await File.WriteAllTextAsync(folder.Location, "in the way", Cancel);

        await Assert.ThrowsAnyAsync<IOException>(() => Builder(store.ConnectionString).BuildAsync(Cancel));
        File.Delete(folder.Location);
        Assert.Equal(SnapshotOutcome.Built, (await Builder(store.ConnectionString).BuildAsync(Cancel)).Outcome);
    }

    private SnapshotBuilder Builder(string connectionString, TimeProvider? clock = null) =>
        new(connectionString, Snapshots, keep: 2, clock ?? TimeProvider.System);

    private string Parent() => Directory.CreateDirectory(folder.Location).FullName;

    private Task<string> ReadAsync(SnapshotManifest snapshot, string file) => File.ReadAllTextAsync(Snapshots.PathOf(snapshot, file)!, Cancel);

    private async Task<PortalStore> PublishedStoreAsync()
    {
        var store = await PortalStore.CreateAsync(postgres);
        await PublishAsync(store, TimeProvider.System);
        return store;
    }

    private static async Task PublishAsync(PortalStore store, TimeProvider clock)
    {
        await using var context = store.Open();
        await SnapshotPortal.PublishAsync(context, clock);
    }
}
