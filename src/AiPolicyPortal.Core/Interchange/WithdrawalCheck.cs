using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Nothing is withdrawn before it was recorded: by the row, by the portal where it holds it, or by this import.</summary>
internal static class WithdrawalCheck
{
    private const string WithdrawnAt = "withdrawn_at";

    /// <summary>Reports a row whose withdrawal comes too early; <paramref name="held"/> is what the portal has, or null.</summary>
    public static void Run(FolderRow row, object? held, ImportSession session)
    {
        if (!row.File.Has(WithdrawnAt) || row.Instant(WithdrawnAt) is not { } withdrawn)
        {
            return;
        }

        var recorded = row.Instant("recorded_at") ?? held switch
        {
            IRecordedFact fact => fact.RecordedAt,
            PublicRecord record => record.RecordedAt,
            _ => session.Moment,
        };
        if (withdrawn < recorded)
        {
            session.Fault(row, WithdrawnAt, FaultCodes.WithdrawnBeforeRecorded,
                $"An instant that is not before it was recorded, at {Instant.Write(recorded)}.");
        }
    }
}
