using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>
/// A file of the values that records had before their present ones. It completes records that are new to the portal; of
/// those the portal already holds it can only say what the portal says, because the past is not rewritten.
/// </summary>
internal abstract class HistoryFile<THistory> : PartFile<THistory>
    where THistory : class, IRecordedFact
{
    public sealed override IReadOnlyList<string> Key => [Owner[0], "recorded_at"];

    protected abstract RecordKind Kind { get; }

    protected sealed override IReadOnlyList<string> Owner => [Kind.Code()];

    protected sealed override string FixedCode => FaultCodes.RewrittenPast;

    protected sealed override string FixedExpectation => "What the portal held at the time; the past is not rewritten.";

    public sealed override void Check(FolderRow row, CheckContext context)
    {
        if (row.Instant("withdrawn_at") <= row.Instant("recorded_at"))
        {
            context.Fault(row, "withdrawn_at", FaultCodes.WithdrawnBeforeRecorded, "An instant after recorded_at.");
        }
    }

    protected sealed override ColumnList<THistory> Define(ColumnList<THistory> columns) =>
        DefineValues(columns.Record(Owner[0], Kind, Need.Value, $"The {Owner[0]}.", OwnerId, null))
            .RecordedAt("Since when these values held.", history => history.RecordedAt, Need.Value)
            .WithdrawnAt("Until when they held.", history => history.WithdrawnAt, null, Need.Value);

    protected abstract Guid? OwnerId(THistory history);

    protected abstract ColumnList<THistory> DefineValues(ColumnList<THistory> columns);

    protected abstract IQueryable<THistory> Of(PortalDbContext context, IReadOnlyCollection<Guid> owners);

    protected abstract THistory New(FolderRow row, Guid owner, References references);

    protected sealed override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (Kind, row.Text(Owner[0]));

    protected sealed override Task<List<THistory>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        Of(context, owners).ToListAsync(cancellationToken);

    protected sealed override void CheckOwner(FolderRow row, THistory? part, PublicRecord owner, ImportSession session)
    {
        if (part is null && !session.IsNew(owner))
        {
            session.Fault(row, "recorded_at", FaultCodes.RewrittenPast,
                $"What the portal holds; it knows no other past of {owner.Reference}.");
        }
    }

    protected sealed override THistory Create(FolderRow row, PublicRecord owner, ImportSession session)
    {
        var history = New(row, owner.Id, session.References);
        history.RecordedAt = row.Instant("recorded_at")!.Value;
        history.WithdrawnAt = row.Instant("withdrawn_at")!.Value;
        var record = (IHasFacts)owner;
        if (record.FactsRecordedAt == session.Moment || record.FactsRecordedAt < history.WithdrawnAt)
        {
            record.FactsRecordedAt = history.WithdrawnAt.Value;
        }

        return history;
    }

    protected sealed override Task<List<THistory>> AllAsync(PortalDbContext context, References references) =>
        context.Set<THistory>().AsNoTracking().ToListAsync();
}
