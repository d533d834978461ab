using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Changes;

/// <summary>What a record is called and what became of it.</summary>
/// <param name="ReplacedBy">Reference of the record that took its place, or of the organisation it was merged into.</param>
internal sealed record RecordState(Guid Id, string Name, string? WithdrawnReason, string? ReplacedBy);

internal static class RecordStates
{
    /// <summary>The records of a kind with these ids, withdrawn ones included.</summary>
    public static Task<List<RecordState>> StatesAsync(this PortalDbContext db, RecordKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        IQueryable<RecordState> states = kind switch
        {
            RecordKind.Organisation => db.Organisations.Where(record => ids.Contains(record.Id)).Select(record => new RecordState(
                record.Id, record.Name, record.WithdrawnReason ?? record.MergeNote, record.MergedInto == null ? record.ReplacedBy : record.MergedInto.Reference)),
            RecordKind.Programme => db.Programmes.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Name, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Source => db.Sources.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Title ?? record.Url, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Announcement => db.Announcements.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Title, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Figure => db.Figures.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Programme.Name, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Grant => db.Grants.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Title, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Release => db.Releases.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Name, record.WithdrawnReason, record.ReplacedBy)),
            RecordKind.Governance => db.GovernanceMeasures.Where(record => ids.Contains(record.Id))
                .Select(record => new RecordState(record.Id, record.Name, record.WithdrawnReason, record.ReplacedBy)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of record."),
        };
        return states.AsNoTracking().ToListAsync(cancellationToken);
    }
}
