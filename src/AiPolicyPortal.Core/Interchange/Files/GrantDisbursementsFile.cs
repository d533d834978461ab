using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GrantDisbursementsFile : PartFile<GrantDisbursement>
{
    public override string Name => "grant_disbursements.csv";

    public override string Summary => "A payment that a source shows under a grant. Once recorded only its note can be amended.";

    public override IReadOnlyList<string> Key => ["id"];

    protected override IReadOnlyList<string> Owner => ["grant"];

    protected override string FixedExpectation => "A recorded payment is never edited: withdraw it by withdrawn_at and record a new one.";

    protected override ColumnList<GrantDisbursement> Define(ColumnList<GrantDisbursement> columns) => columns
        .Own("id", "The payment's reference.", disbursement => disbursement.Reference)
        .Record("grant", RecordKind.Grant, Need.Value, "The grant it was paid under.", disbursement => disbursement.GrantId, null)
        .Date("date", Need.Value, "When it was paid.", disbursement => disbursement.Paid, null)
        .Amount("amount", Need.Value, "The amount.", disbursement => disbursement.Amount, null)
        .Currency("currency", Need.Value, "Its currency.", disbursement => disbursement.CurrencyCode, null)
        .Record("source", RecordKind.Source, Need.Column, "The source that shows it.", disbursement => disbursement.SourceId, null)
        .LongText("note", Need.Column, "Anything a reader should know.",
            disbursement => disbursement.Note, (disbursement, note) => disbursement.Note = note)
        .RecordedAt("When the portal learnt it; the import's moment when empty.", disbursement => disbursement.RecordedAt)
        .WithdrawnAt("When it stopped holding; can be set once.", disbursement => disbursement.WithdrawnAt,
            (disbursement, instant, _) => disbursement.WithdrawnAt = instant);

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Grant, row.Text("grant"));

    protected override Task<List<GrantDisbursement>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        var keys = rows.Select(row => row.Key).ToList();
        return context.GrantDisbursements.Where(disbursement => keys.Contains(disbursement.Reference)).ToListAsync(cancellationToken);
    }

    protected override async Task<IReadOnlyList<GrantDisbursement>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        await context.GrantDisbursements.Where(disbursement => disbursement.GrantId == owner && disbursement.WithdrawnAt == null)
            .OrderBy(disbursement => disbursement.Reference).ToListAsync(cancellationToken);

    protected override GrantDisbursement Create(FolderRow row, PublicRecord owner, ImportSession session) => new()
    {
        Reference = row.Key,
        GrantId = owner.Id,
        Paid = row.Date("date")!.Value,
        Amount = row.Amount("amount")!.Value,
        CurrencyCode = row.Text("currency"),
        SourceId = session.References.Id(RecordKind.Source, row["source"], optional: true),
        RecordedAt = row.Instant("recorded_at") ?? session.Moment,
    };

    protected override Task<List<GrantDisbursement>> AllAsync(PortalDbContext context, References references) =>
        context.GrantDisbursements.AsNoTracking().ToListAsync();
}
