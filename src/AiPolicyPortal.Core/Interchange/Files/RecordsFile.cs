using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>When records were recorded and withdrawn; each record is here the part of its own.</summary>
internal sealed class RecordsFile : PartFile<PublicRecord>
{
    public override string Name => "records.csv";

    public override string Summary =>
        "When the portal learnt of a record, and when and why it stopped holding. Withdraws a record; of figures, whose own file has the times, it gives the reasons.";

    public override IReadOnlyList<string> Key => ["record", "id"];

    public override IEnumerable<RecordKind> RefersTo => Enum.GetValues<RecordKind>();

    protected override IReadOnlyList<string> Owner => ["record", "id"];

    protected override ColumnList<PublicRecord> Define(ColumnList<PublicRecord> columns) => columns
        .Of("record", new RecordKindCell(Enum.GetValues<RecordKind>()), Need.Value, "What kind of record.",
            (record, _) => RecordKinds.Of(record).Code(), null)
        .Of("id", new AnyReferenceCell("record"), Need.Value, "The record.", (record, _) => record.Reference, null)
        .RecordedAt("When the portal learnt of it; taken over for a record that is new with this folder.",
            record => record.RecordedAt, Need.Column, SetRecordedAt)
        .WithdrawnAt("When it stopped holding; can be set once.", record => record.WithdrawnAt,
            (record, instant, session) => session.Scope.Withdraw(record, "records.withdrawn_at", instant), Need.Column)
        .LongText("reason", Need.Column, "Why it was withdrawn.",
            record => record.WithdrawnReason, (record, reason) => record.WithdrawnReason = reason)
        .Of("replaced_by", new AnyReferenceCell("record"), Need.Nothing, "The record of the same kind that took its place.",
            (record, _) => record.ReplacedBy, (record, reference, _) => record.ReplacedBy = reference);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (row["reason"] is not null && row["withdrawn_at"] is null)
        {
            context.Fault(row, "withdrawn_at", FaultCodes.Required, "When the record was withdrawn for this reason.");
        }

        if (row["replaced_by"] == row["id"])
        {
            context.Fault(row, "replaced_by", FaultCodes.SelfLink, "Another record than this one.");
        }
        else if (row["replaced_by"] is not null && row["withdrawn_at"] is null)
        {
            context.Fault(row, "withdrawn_at", FaultCodes.Required, "When the other record took this one's place.");
        }
    }

    /// <summary>The sources of a record that is new with this folder were known as long as the record itself, unless citations.csv says otherwise.</summary>
    public override async Task FinishAsync(ImportSession session, CancellationToken cancellationToken)
    {
        var moment = session.Moment;
        var store = session.Store.Database;
        await store.ExecuteSqlAsync(
            $"""
            update citations set recorded_at = record.recorded_at
            from (select id, recorded_at from announcements where revision = 1 and updated_at = {moment} and recorded_at < {moment}
                  union all select id, recorded_at from programmes where revision = 1 and updated_at = {moment} and recorded_at < {moment}
                  union all select id, recorded_at from organisations where revision = 1 and updated_at = {moment} and recorded_at < {moment}
                  union all select id, recorded_at from governance_measures where revision = 1 and updated_at = {moment} and recorded_at < {moment}
                  union all select id, recorded_at from releases where revision = 1 and updated_at = {moment} and recorded_at < {moment}) record
            where record.id in (announcement_id, programme_id, organisation_id, governance_measure_id, release_id)
              and citations.recorded_at = {moment}
            """,
            cancellationToken);
    }

    public override async IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references)
    {
        foreach (var rows in new IAsyncEnumerable<PublicRecord>[]
        {
            Times(context.Organisations), Times(context.Sources), Times(context.Announcements), Times(context.Programmes),
            Times(context.Figures.Where(figure => figure.WithdrawnReason != null)), Times(context.Grants), Times(context.Releases),
            Times(context.GovernanceMeasures),
        })
        {
            await foreach (var record in rows)
            {
                yield return [.. Columns.Select(column => column.Read(record, references))];
            }
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) =>
        (Codes<RecordKind>.Parse(row.Text("record")), row.Text("id"));

    protected override Task<List<PublicRecord>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        Task.FromResult(context.ChangeTracker.Entries<PublicRecord>().Select(entry => entry.Entity).ToList());

    protected override Task<IReadOnlyList<PublicRecord>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PublicRecord>>([]);

    protected override PublicRecord? Create(FolderRow row, PublicRecord owner, ImportSession session) =>
        throw new InvalidOperationException("The record is the part, and it is there.");

    protected override Task<List<PublicRecord>> AllAsync(PortalDbContext context, References references) =>
        throw new InvalidOperationException("Records are exported one kind after the other.");

    private static void SetRecordedAt(PublicRecord record, DateTimeOffset instant, ImportSession session)
    {
        if (record is IHasFacts facts && facts.FactsRecordedAt == record.RecordedAt)
        {
            facts.FactsRecordedAt = instant;
        }

        record.RecordedAt = instant;
    }

    private static IAsyncEnumerable<TRecord> Times<TRecord>(IQueryable<TRecord> records)
        where TRecord : PublicRecord =>
        records.AsNoTracking().OrderBy(record => EF.Functions.Collate(record.Reference, "C")).AsAsyncEnumerable();
}
