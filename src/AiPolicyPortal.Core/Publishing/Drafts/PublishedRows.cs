using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>What the portal holds of one record, as its rows.</summary>
/// <param name="Revision">Counts its publications from 1.</param>
/// <param name="Withdrawn">It no longer holds, or is merged into another.</param>
public sealed record PublishedRecord(RecordRows Rows, int Revision, bool Withdrawn);

/// <summary>Reads published records as the rows of the data folder that would import as them.</summary>
public sealed class PublishedRows(PortalDbContext context)
{
    /// <returns>Null when there never was such a record.</returns>
    public async Task<PublishedRecord?> ReadAsync(RecordKind kind, string reference, CancellationToken cancellationToken)
    {
        var found = await RecordKinds.Find(context, kind, reference).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var files = RecordForm.FilesOf(kind).ToList();
        var references = await References.LoadAsync(
            context, files.SelectMany(file => file.RefersTo).Append(kind), known => known == RecordKind.Grant ? [reference] : null, cancellationToken);
        var rows = new RecordRows();
        foreach (var file in files)
        {
            foreach (var cells in await file.RowsOfAsync(context, references, new RecordReference(found.Id, reference), cancellationToken))
            {
                rows.Add(file.Name, RecordForm.ColumnsOf(file).Where(column => cells[file.IndexOf(column.Name)] is not null)
                    .ToDictionary(column => column.Name, column => cells[file.IndexOf(column.Name)]!, StringComparer.Ordinal));
            }
        }

        return new PublishedRecord(rows, found.Revision, found.Withdrawn);
    }
}
