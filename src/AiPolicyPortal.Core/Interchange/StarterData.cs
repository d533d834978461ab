using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>What a new portal opens with.</summary>
public static class StarterData
{
    /// <summary>
    /// Loads the reference data and a data folder into a portal that has never published a record; does nothing in any other.
    /// </summary>
    /// <param name="context">On a migrated database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="folder">The data folder; null or empty: the reference data alone.</param>
    /// <param name="referenceFolder">The reference data's folder, such as <see cref="DataPaths.Reference"/>.</param>
    /// <param name="progress">Told how far the import is; null when nobody watches.</param>
    /// <param name="cancellationToken">Stops with what was being loaded undone.</param>
    /// <returns>What became of the import; null when there was nothing to do.</returns>
    public static async Task<ImportResult?> LoadOnceAsync(
        PortalDbContext context,
        TimeProvider time,
        string? folder,
        string referenceFolder,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        if (await context.Revisions.AnyAsync(cancellationToken))
        {
            return null;
        }

        if (!await context.Countries.AnyAsync(cancellationToken))
        {
            await new ReferenceData(context, time).LoadAsync(referenceFolder, cancellationToken);
        }

        return string.IsNullOrEmpty(folder)
            ? null
            : await new DataFolderImport(context, time).ImportAsync(
                folder, new ImportOptions { Actor = Actor.Portal, Reason = "Starter data loaded." }, progress, cancellationToken);
    }
}
