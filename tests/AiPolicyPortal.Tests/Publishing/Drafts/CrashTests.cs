using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>
/// PostgreSQL is killed again and again while editors save and publish: what was answered with success is there, everything else is
/// there whole or not at all. <c>PORTAL_CRASHES</c> says how often it is killed, with two and a half times as many editors.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int UsualKills = 3;
    private const int UsualEditors = 10;

    private static readonly Actor Approver = new(Guid.CreateVersion7(), "Approver", null, null);

    private readonly TemporaryFolder folder = new(RunFolder.Parent());
    private readonly ConcurrentDictionary<Guid, (long Set, string Reference, int Version)> saved = new();
    private readonly ConcurrentDictionary<long, string> published = new();
    private readonly ConcurrentDictionary<string, byte> unknownOutcomes = new();
    private volatile EmbeddedPostgresServer? server;
    private volatile bool finished;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task PostgresKilled_UnderEditorsThatSaveAndPublish_KeepsEverySuccessAndNothingHalf()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("PORTAL_CRASHES"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : UsualKills;
        var editors = kills == UsualKills ? UsualEditors : kills * 5 / 2;
        server = await PrivateServer.StartDurableAsync(folder.Location);
        try
        {
            await PrepareAsync();
            var work = Enumerable.Range(0, editors).Select(number => Task.Run(() => EditAsync(number), Cancel)).ToList();
            var chance = new Random(20261126);
            for (var kill = 0; kill < kills; kill++)
            {
                await WorkUntilAsync(saved.Values.Sum(draft => draft.Version) + (editors * 2) + chance.Next(editors), work);
                await KillAndStartAsync();
            }

            await WorkUntilAsync(saved.Values.Sum(draft => draft.Version) + editors, work);
            finished = true;
            await Task.WhenAll(work);
            await CheckAsync(editors);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{kills} kills, {editors} editors: {saved.Count} drafts with {saved.Values.Sum(draft => draft.Version)} saves and {published.Count} publications were "
                + $"answered with success; {unknownOutcomes.Count} calls were cut off.");
        }
        finally
        {
            finished = true;
            if (server is { } last)
            {
                await last.DisposeAsync();
            }
        }
    }

    private async Task PrepareAsync()
    {
        await server!.EnsureDatabaseAsync("portal", Cancel);
        await using var context = Open();
        await context.Database.MigrateAsync(Cancel);
        await new ReferenceData(context, TimeProvider.System).LoadAsync(DataPaths.Reference, Cancel);
    }

    private PortalDbContext Open()
    {
        var connection = new NpgsqlConnectionStringBuilder(server!.ConnectionString("portal")) { MaxPoolSize = 70, Timeout = 30 };
        return PersistenceServices.Open(connection.ConnectionString);
    }

    private async Task WorkUntilAsync(int saves, IReadOnlyList<Task> work)
    {
        var waited = Stopwatch.StartNew();
        while (saved.Values.Sum(draft => draft.Version) < saves)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), "The editors come to nothing.");
            if (work.FirstOrDefault(task => task.IsFaulted) is { } failed)
            {
                await failed;
            }

            await Task.Delay(20, Cancel);
        }
    }

    private async Task KillAndStartAsync()
    {
        var killed = server!;
        using (var postmaster = Process.GetProcessById(killed.ProcessId!.Value))
        {
            postmaster.Kill(entireProcessTree: true);
            await postmaster.WaitForExitAsync(Cancel);
        }

        await killed.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        server = await PrivateServer.StartDurableAsync(folder.Location);
    }

    /// <summary>Writes change set after change set, saves each a few times, and has every other one published.</summary>
    private async Task EditAsync(int number)
    {
        var editor = new Actor(Guid.CreateVersion7(), $"Editor {number}", null, null);
        for (var round = 0; !finished; round++)
        {
            var reference = $"crash-{number}-{round}";
            var (set, draft) = await BeginAsync(reference, editor);
            for (var version = 2; version <= 4 && !finished; version++)
            {
                await SaveAsync(set, draft, reference, version, editor);
            }

            if (round % 2 == 0 && !finished)
            {
                await PublishAsync(set, reference, editor);
            }
        }
    }

    private Task<(long Set, Draft Draft)> BeginAsync(string reference, Actor editor) => UntilDoneAsync(async sets =>
    {
        // A first try may have got as far as it pleased: whatever it left is whole, and another one is begun.
        var set = (await sets.CreateAsync(reference, editor, Cancel)).ChangeSet!.Number;
        await sets.DescribeAsync(set, reference, "A crash test.", null, editor, Cancel);
        var answer = await sets.AddNewAsync(set, RecordKind.Programme, reference, RowsOf(reference, 1), editor, Cancel);
        Assert.True(answer.Succeeded, $"{reference}: {answer.Outcome}");
        saved[answer.Draft!.Id] = (set, reference, 1);
        return (set, answer.Draft);
    });

    private Task<bool> SaveAsync(long set, Draft draft, string reference, int version, Actor editor) => UntilDoneAsync(async sets =>
    {
        var stored = (await sets.FindAsync(set, Cancel))!.Drafts.Single();
        if (stored.Version < version)
        {
            var answer = await sets.SaveAsync(set, draft.Id, version - 1, reference, RowsOf(reference, version), editor, Cancel);
            Assert.True(answer.Succeeded, $"{reference}: {answer.Outcome}");
        }

        saved[draft.Id] = (set, reference, version);
        return true;
    });

    private Task<bool> PublishAsync(long set, string reference, Actor editor) => UntilDoneAsync(async sets =>
    {
        await sets.SubmitAsync(set, editor, Cancel);
        await sets.ApproveAsync(set, Approver, Cancel);
        var answer = await sets.PublishAsync(set, Approver, Cancel);
        if (answer.Succeeded || (await sets.FindAsync(set, Cancel))!.State == ChangeSetState.Published)
        {
            published[set] = reference;
            return true;
        }

        Assert.Fail($"{reference}: {answer.Outcome}");
        return false;
    });

    // A connection that breaks leaves open whether what was asked was done; the editor looks again.
    private async Task<T> UntilDoneAsync<T>(Func<ChangeSets, Task<T>> act)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var context = Open();
                return await act(new ChangeSets(context, TimeProvider.System));
            }
            catch (Exception exception) when (IsOutage(exception))
            {
                unknownOutcomes.TryAdd(Guid.NewGuid().ToString(), 0);
                Assert.True(waited.Elapsed < TimeSpan.FromMinutes(5), exception.ToString());
                await Task.Delay(50, Cancel);
            }
        }
    }

    private static bool IsOutage(Exception? exception) => exception switch
    {
        null => false,
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => true,
        PostgresException => false,
        NpgsqlException or IOException or ObjectDisposedException => true,
        _ => IsOutage(exception.InnerException),
    };

    private static RecordRows RowsOf(string reference, int version) => new()
    {
        ["programmes.csv"] =
        [
            new()
            {
                ["name"] = reference,
                ["country"] = "FR",
                ["status"] = "active",
                ["open_source_commitment"] = "none",
                ["description"] = string.Create(CultureInfo.InvariantCulture, $"Version {version} of {reference}. {new string('x', 2000)}"),
            },
        ],
    };

    private async Task CheckAsync(int editors)
    {
        await using var context = Open();
        var report = await new AuditCheck(context).RunAsync(null, Cancel);
        Assert.Empty(report.Faults);
        var sets = await context.ChangeSets.AsNoTracking().Include(set => set.Drafts).ToListAsync(Cancel);
        var drafts = sets.SelectMany(set => set.Drafts).ToDictionary(draft => draft.Id);
        Assert.True(saved.Count >= editors && !published.IsEmpty);
        foreach (var (id, (_, reference, version)) in saved)
        {
            Assert.True(drafts.TryGetValue(id, out var draft), $"{reference} was saved and is not there.");
            Assert.True(draft.Version >= version, $"{reference} was saved as version {version}; there is {draft.Version}.");
        }

        foreach (var draft in drafts.Values)
        {
            Assert.Equal(RecordRows.Write(RowsOf(draft.Reference, draft.Version)), RecordRows.Write(draft.Rows));
        }

        var programmes = await context.Programmes.AsNoTracking().ToDictionaryAsync(programme => programme.Reference, Cancel);
        Assert.All(published.Values, reference => Assert.True(programmes.ContainsKey(reference), $"{reference} was published and is not there."));
        var entries = await context.AuditEntries.AsNoTracking().ToListAsync(Cancel);
        foreach (var set in sets)
        {
            var isPublished = set.State == ChangeSetState.Published;
            Assert.Equal(isPublished, set.PublicationNumber is not null);
            Assert.Equal(isPublished ? set.Drafts.Count : 0, set.Drafts.Count(draft => programmes.TryGetValue(draft.Reference, out var programme)
                && programme.Description == draft.Rows["programmes.csv"][0]["description"]));
            Assert.Single(entries, entry => entry.Action == AuditActions.ChangeSetCreated && entry.Subject == set.Number.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(
                set.Drafts.Sum(draft => draft.Version - 1),
                entries.Count(entry => entry.Action == AuditActions.DraftSaved && entry.Subject == set.Number.ToString(CultureInfo.InvariantCulture)));
        }

        Assert.Equal(programmes.Count, sets.Where(set => set.State == ChangeSetState.Published).Sum(set => set.Drafts.Count));
        Assert.Equal(programmes.Count, await context.Revisions.CountAsync(Cancel));
    }
}
