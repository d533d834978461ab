using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// A file of statements that held from one instant of the portal's knowledge until another. A row without recorded_at
/// speaks of the present statement; several rows may say the same of different times, one of them at most without an end.
/// </summary>
internal abstract class FactFile<TFact> : PartFile<TFact>
    where TFact : class, IRecordedFact
{
    /// <summary>Reports a second row that says that the same holds now.</summary>
    protected void CurrentOnce(FolderRow row, CheckContext context)
    {
        if (row["withdrawn_at"] is null && context.SaidBefore(Name, row.Join(Match), row) is { } earlier)
        {
            context.Fault(row, Match[0], FaultCodes.DuplicateKey,
                $"Said already by row {earlier.Number}, which has no withdrawn_at either.");
        }
    }

    protected override TFact? Choose(FolderRow row, IEnumerable<TFact> candidates, PublicRecord owner, ImportSession session)
    {
        var facts = candidates.ToList();
        if (row.Instant("recorded_at") is { } recorded)
        {
            return facts.Find(fact => fact.RecordedAt == recorded)
                ?? (row["withdrawn_at"] is null ? facts.Find(fact => fact.WithdrawnAt is null) : null);
        }

        var withdrawn = row.Instant("withdrawn_at");
        return facts.Find(fact => withdrawn is not null && fact.WithdrawnAt == withdrawn) ?? facts.Find(fact => fact.WithdrawnAt is null);
    }
}
