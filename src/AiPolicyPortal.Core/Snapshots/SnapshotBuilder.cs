using System.Data;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Core.Snapshots;

public enum SnapshotOutcome
{
    Built,

    /// <summary>Nothing was published since the newest snapshot.</summary>
    UpToDate,

    /// <summary>Another builder of the same database is at work.</summary>
    Busy,

    NothingPublished,
}

/// <summary>
/// Makes snapshots of everything published. All files of one are of one state of the database: they are read in one transaction that
/// sees no later change. At most one is built at a time for a database, on whichever node.
/// </summary>
/// <param name="keep">How many of the newest snapshots stay, from 1, besides the first of each month.</param>
public sealed class SnapshotBuilder(string connectionString, SnapshotFolder folder, int keep, TimeProvider clock)
{
    public const int DefaultKeep = 10;

    private const long BuilderLock = 0x736E617073686F74;

    /// <summary>Tables with more rows have no workbook.</summary>
    internal int WorkbookRows { get; init; } = XlsxTable.MaxRows;

    /// <summary>Builds a snapshot if something was published since the last, or the columns are others, and takes away the oldest.</summary>
    /// <returns>What came of it, and the newest snapshot; null when there is none.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<(SnapshotOutcome Outcome, SnapshotManifest? Latest)> BuildAsync(CancellationToken cancellationToken)
    {
        var stopped = new StoppedClock(clock.GetUtcNow());
        await using var services = Services(stopped);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock({BuilderLock}) as \"Value\"").SingleAsync(cancellationToken))
            return (SnapshotOutcome.Busy, folder.Latest);

        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await db.Database.ExecuteSqlAsync($"set transaction read only", cancellationToken);
        var publication = await db.Publications.AsNoTracking().OrderByDescending(publication => publication.Number).FirstOrDefaultAsync(cancellationToken);
        if (publication is null)
            return (SnapshotOutcome.NothingPublished, folder.Latest);
        if (folder.Latest is { } last && last.Publication == publication.Number && last.HasColumnsOf(SnapshotTables.All.Select(table => table.Table)))
            return (SnapshotOutcome.UpToDate, last);
        // It may have come while the database was waited for, or by the clock of another node.
        stopped.NotBefore(publication.PublishedAt);
        return (SnapshotOutcome.Built, await BuildAsync(scope.ServiceProvider, publication, stopped.GetUtcNow(), cancellationToken));
    }

    private async Task<SnapshotManifest> BuildAsync(
        IServiceProvider services, Publication publication, DateTimeOffset now, CancellationToken cancellationToken)
    {
        folder.CleanUp();
        var begun = folder.Begin();
        try
        {
            var writer = new SnapshotWriter(services, begun, folder.NameFor(now, publication.Number), publication, now) { WorkbookRows = WorkbookRows };
            var snapshot = await writer.WriteAsync(cancellationToken);
            folder.Finish(begun, snapshot);
            folder.Prune(keep);
            return snapshot;
        }
        finally
        {
            if (Directory.Exists(begun))
                Directory.Delete(begun, recursive: true);
        }
    }

    // Queries of its own: what those of a web node keep in memory may already be of a later publication than the transaction sees.
    private ServiceProvider Services(StoppedClock now) => new ServiceCollection()
        .AddSingleton<TimeProvider>(now)
        .AddPortalStore(_ => Unpooled())
        .AddPortalQueries(keepAnswers: true)
        .BuildServiceProvider();

    // The lock lasts as long as the connection, also when the process is killed.
    private string Unpooled() => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "portal-snapshot" }.ConnectionString;

    // All files are of one day, midnight or not.
    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        private DateTimeOffset now = at;

        public override DateTimeOffset GetUtcNow() => now;

        public void NotBefore(DateTimeOffset instant) => now = now < instant ? instant : now;
    }
}
