using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GovernanceStatusesFile : PartFile<GovernanceStatusChange>
{
    public override string Name => "governance_statuses.csv";

    public override string Summary =>
        "A status that a measure came to have, and when, as a source states it. The newest that has begun is the measure's status in governance.csv.";

    public override IReadOnlyList<string> Key => ["measure", "since", "status"];

    protected override IReadOnlyList<string> Owner => ["measure"];

    protected override ColumnList<GovernanceStatusChange> Define(ColumnList<GovernanceStatusChange> columns) => columns
        .Record("measure", RecordKind.Governance, Need.Value, "The measure.", change => change.MeasureId, null)
        .Code("status", "Where it stood from then on.", change => change.Status, null)
        .Date("since", Need.Value, "Since when; it may be still to come.", change => change.Since, null)
        .Record("source", RecordKind.Source, Need.Value, "The source that states it.",
            change => change.SourceId, (change, id) => change.SourceId = id!.Value)
        .LongText("evidence", Need.Column, "A few words of the source.",
            change => change.Evidence, (change, words) => change.Evidence = words)
        .LongText("note", Need.Column, "Anything a reader should know.", change => change.Note, (change, note) => change.Note = note);

    public override void Check(FolderRow row, CheckContext context) => context.StatusChanges.Add(row);

    public override Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken) =>
        StatusAgreement.CheckAsync(this, context, cancellationToken);

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Governance, row.Text("measure"));

    protected override Task<List<GovernanceStatusChange>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.GovernanceStatuses.Where(change => owners.Contains(change.MeasureId))
            .OrderBy(change => change.SinceOn).ThenBy(change => change.Id).ToListAsync(cancellationToken);

    protected override GovernanceStatusChange Create(FolderRow row, PublicRecord owner, ImportSession session)
    {
        var since = row.Date("since")!.Value;
        return new GovernanceStatusChange
        {
            MeasureId = owner.Id,
            Status = row.Code<GovernanceStatus>("status"),
            SinceOn = since.LastDay,
            SincePrecision = since.Precision,
        };
    }

    protected override Task<List<GovernanceStatusChange>> AllAsync(PortalDbContext context, References references) =>
        context.GovernanceStatuses.AsNoTracking().ToListAsync();
}
