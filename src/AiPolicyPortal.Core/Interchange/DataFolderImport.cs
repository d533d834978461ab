using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Imports a data folder as one publication: all of it, or, when anything in it is wrong, nothing and a list of every
/// fault. It adds and changes; what the folder does not name stays as it is.
/// </summary>
public sealed class DataFolderImport(PortalDbContext context, TimeProvider time)
{
    /// <param name="folder">Path of the folder.</param>
    /// <param name="options">Who imports and why.</param>
    /// <param name="progress">Told now and then how far the import is; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops the import with nothing changed.</param>
    public async Task<ImportResult> ImportAsync(
        string folder, ImportOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var import = new RowImport(context, DataFolder.Open(folder, faults), faults) { OverwriteEdits = options.OverwriteEdits, Progress = progress };
        var publication = await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, options.Actor, options.Reason) { IsCorrection = options.IsCorrection },
            async (scope, token) =>
            {
                await import.RunAsync(scope, token);
                if (faults.Any)
                {
                    scope.Discard();
                }
            },
            cancellationToken);
        return new ImportResult(faults.Sorted(), import.Counts, publication);
    }
}
