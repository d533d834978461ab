using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Imports a data folder as one publication: all of it, or, when anything in it is wrong, nothing and a list of every
/// fault. It adds and changes; what the folder does not name stays as it is. Rows are streamed, so that memory does not
/// grow with the length of their texts.
/// </summary>
public sealed class DataFolderImport(PortalDbContext context, TimeProvider time)
{
    private const int BatchSize = 2000;

    /// <param name="folder">Path of the folder.</param>
    /// <param name="options">Who imports and why.</param>
    /// <param name="progress">Told now and then how far the import is; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops the import with nothing changed.</param>
    public async Task<ImportResult> ImportAsync(
        string folder, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var data = DataFolder.Open(folder, faults);
        var counts = new List<FileCounts>();
        var publication = await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, options.Actor, options.Reason),
            async (scope, token) =>
            {
                var check = await CheckContext.LoadAsync(context, faults, data.Files, scope.Moment, token);
                var meter = new ProgressMeter(progress, data.Length);
                await CheckAsync(data, check, meter, token);
                var session = new ImportSession(context, scope, check, new EditsSinceImport(context, options.OverwriteEdits));
                await ApplyAsync(data, session, counts, meter, token);
                if (faults.Any)
                {
                    scope.Discard();
                }
            },
            cancellationToken);
        return new ImportResult(faults.Sorted(), counts, publication);
    }

    private static async Task CheckAsync(DataFolder data, CheckContext check, ProgressMeter meter, CancellationToken cancellationToken)
    {
        foreach (var file in data.Files)
        {
            var keys = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in Rows(data, file, check.Faults, meter, applying: false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                RowCheck.Run(row, keys, check);
            }
        }

        check.FaultMissingReferences();
        foreach (var file in data.Files)
        {
            await file.CheckWholeAsync(check, cancellationToken);
        }
    }

    private async Task ApplyAsync(
        DataFolder data, ImportSession session, List<FileCounts> counts, ProgressMeter meter, CancellationToken cancellationToken)
    {
        foreach (var file in data.Files)
        {
            session.Counts = new FileCounts(file.Name);
            counts.Add(session.Counts);
            var rows = Rows(data, file, new FaultList(), meter, applying: true).Where(row => !session.Check.Faults.IsFaulty(row));
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

    private static IEnumerable<FolderRow> Rows(DataFolder data, FolderFile file, FaultList faults, ProgressMeter meter, bool applying)
    {
        var rows = new CsvTable(file, data.PathOf(file), faults).Rows(bytes => meter.At(file, bytes, applying));
        foreach (var row in rows)
        {
            yield return row;
        }

        meter.Finish(data.LengthOf(file));
    }

    /// <summary>Turns bytes read, of two readings of the folder, into a fraction; speaks at whole per cents only.</summary>
    private sealed class ProgressMeter(IProgress<ImportProgress>? progress, long length)
    {
        private long finished;
        private int lastPercent = -1;

        public void At(FolderFile file, long bytes, bool applying)
        {
            var fraction = (finished + bytes) / (2.0 * Math.Max(1, length));
            if ((int)(fraction * 100) > lastPercent)
            {
                lastPercent = (int)(fraction * 100);
                progress?.Report(new ImportProgress(file.Name, applying, fraction));
            }
        }

        public void Finish(long bytes) => finished += bytes;
    }
}
