using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// What editors changed in the portal after the last import that touched the same record: an import must not undo it
/// unless it is told to.
/// </summary>
internal sealed class EditsSinceImport(PortalDbContext store, bool ignored)
{
    private readonly Dictionary<(RecordKind, Guid), HashSet<string>> columns = [];
    private readonly HashSet<(RecordKind, Guid)> createdByEditors = [];
    private bool? anyEdits;

    /// <summary>Reads up on these records; needed before <see cref="Touch"/> is asked about them.</summary>
    public async Task LoadAsync(RecordKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ignored || !(anyEdits ??= await store.Publications.AnyAsync(publication => publication.Kind == PublicationKind.Edit,
            cancellationToken)))
        {
            return;
        }

        var revisions = await store.Revisions.AsNoTracking()
            .Where(revision => revision.RecordKind == kind && ids.Contains(revision.RecordId))
            .OrderBy(revision => revision.Number)
            .Select(revision => new { revision.RecordId, revision.Publication.Kind, revision.Change, revision.Changes })
            .ToListAsync(cancellationToken);
        foreach (var record in revisions.GroupBy(revision => revision.RecordId))
        {
            var key = (kind, record.Key);
            var edited = record.Reverse().TakeWhile(revision => revision.Kind == PublicationKind.Edit).ToList();
            columns[key] = [.. edited.SelectMany(revision => revision.Changes.Keys)];
            if (edited.Any(revision => revision.Change == RevisionChange.Created))
            {
                createdByEditors.Add(key);
            }
        }
    }

    /// <summary>Whether editors gave this column of a record its value.</summary>
    public bool Touch(PublicRecord record, string column)
    {
        var key = (RecordKinds.Of(record), record.Id);
        return createdByEditors.Contains(key) || (columns.TryGetValue(key, out var edited) && edited.Contains(column));
    }

    /// <summary>Whether editors changed any column of the part of a record that the label names.</summary>
    public bool TouchPart(PublicRecord record, string label) =>
        columns.TryGetValue((RecordKinds.Of(record), record.Id), out var edited)
        && edited.Any(column => column.StartsWith(label + ".", StringComparison.Ordinal));
}
