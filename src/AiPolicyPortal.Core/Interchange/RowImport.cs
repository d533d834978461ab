using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Checks rows and takes them over inside a publication, the one road of folders, drafts and spreadsheets. Rows are read
/// twice and streamed, so that memory does not grow with the length of their texts.
/// </summary>
internal sealed class RowImport(PortalDbContext context, FolderSource source, FaultList faults)
{
    private const int BatchSize = 2000;

    private readonly List<FileCounts> counts = [];

    /// <summary>Lets rows undo what was edited in the portal since the last import.</summary>
    public bool OverwriteEdits { get; init; }

    /// <summary>Compares and changes nothing, to find every fault.</summary>
    public bool OnlyCompares { get; init; }

    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>What is done once every row is checked and before the first is taken over; not when there is a fault.</summary>
    public Func<ImportSession, CancellationToken, Task>? BeforeApplying { get; init; }

    /// <summary>What was done with each file's rows; with faults, what would have been done.</summary>
    public IReadOnlyList<FileCounts> Counts => counts;

    /// <summary>Faults make nothing of it valid: whoever publishes then discards the scope.</summary>
    public async Task RunAsync(PublicationScope scope, CancellationToken cancellationToken)
    {
        var check = await CheckContext.LoadAsync(context, faults, source, scope.Moment, cancellationToken);
        var meter = new ProgressMeter(Progress, source.Files.Sum(source.LengthOf));
        await CheckAsync(check, meter, cancellationToken);
        var session = new ImportSession(context, scope, check, new EditsSinceImport(context, OverwriteEdits)) { OnlyCompares = OnlyCompares };
        if (BeforeApplying is { } prepare && session.Applies)
        {
            await prepare(session, cancellationToken);
            await SaveAsync(session, cancellationToken);
        }

        await ApplyAsync(session, meter, cancellationToken);
    }

    private async Task CheckAsync(CheckContext check, ProgressMeter meter, CancellationToken cancellationToken)
    {
        foreach (var file in source.Files)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in Rows(file, check.Faults, meter, applying: false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                RowCheck.Run(row, keys, check);
            }
        }

        check.FaultMissingReferences();
        foreach (var file in source.Files)
        {
            await file.CheckWholeAsync(check, cancellationToken);
        }
    }

    private async Task ApplyAsync(ImportSession session, ProgressMeter meter, CancellationToken cancellationToken)
    {
        foreach (var file in source.Files)
        {
            session.Counts = new FileCounts(file.Name);
            counts.Add(session.Counts);
            var rows = Rows(file, new FaultList(), meter, applying: true).Where(row => !session.Check.Faults.IsFaulty(row));
            foreach (var batch in rows.Chunk(file.IsTree ? int.MaxValue : BatchSize))
            {
                await file.ApplyAsync(batch, session, cancellationToken);
                await SaveAsync(session, cancellationToken);
            }
        }

        if (session.Applies)
        {
            foreach (var file in FolderFiles.All)
            {
                await file.FinishAsync(session, cancellationToken);
            }

            await SaveAsync(session, cancellationToken);
        }
    }

    private async Task SaveAsync(ImportSession session, CancellationToken cancellationToken)
    {
        if (session.Applies)
        {
            await context.SaveChangesAsync(cancellationToken);
        }

        context.ChangeTracker.Clear();
    }

    private IEnumerable<FolderRow> Rows(FolderFile file, FaultList rowFaults, ProgressMeter meter, bool applying)
    {
        foreach (var row in source.Rows(file, rowFaults, read => meter.At(file, read, applying)))
        {
            yield return row;
        }

        meter.Finish(source.LengthOf(file));
    }

    /// <summary>Turns what was read, of two readings, into a fraction; speaks at whole per cents only.</summary>
    private sealed class ProgressMeter(IProgress<ImportProgress>? progress, long length)
    {
        private long finished;
        private int lastPercent = -1;

        public void At(FolderFile file, long read, bool applying)
        {
            var fraction = (finished + read) / (2.0 * Math.Max(1, length));
            if ((int)(fraction * 100) > lastPercent)
            {
                lastPercent = (int)(fraction * 100);
                progress?.Report(new ImportProgress(file.Name, applying, fraction));
            }
        }

        public void Finish(long read) => finished += read;
    }
}
