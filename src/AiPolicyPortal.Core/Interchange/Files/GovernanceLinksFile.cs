using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GovernanceLinksFile : PartFile<GovernanceLink>
{
    public override string Name => "governance_links.csv";

    public override string Summary => "How a measure bears on a programme or a release.";

    public override IReadOnlyList<string> Key => ["measure", "kind", "programme", "release"];

    protected override IReadOnlyList<string> Owner => ["measure"];

    protected override ColumnList<GovernanceLink> Define(ColumnList<GovernanceLink> columns) => columns
        .Record("measure", RecordKind.Governance, Need.Value, "The measure.", link => link.MeasureId, null)
        .Code("kind", "How it bears on the other.", link => link.Kind, null)
        .Record("programme", RecordKind.Programme, Need.Column, "The programme; either this or a release.", link => link.ProgrammeId, null)
        .Record("release", RecordKind.Release, Need.Column, "The release; either this or a programme.", link => link.ReleaseId, null)
        .Code("duty", "What it asks for.", link => link.Duty, (link, duty) => link.Duty = duty)
        .Record("source", RecordKind.Source, Need.Column, "The source that shows it.",
            link => link.SourceId, (link, id) => link.SourceId = id)
        .LongText("note", Need.Column, "Anything a reader should know.", link => link.Note, (link, note) => link.Note = note);

    public override void Check(FolderRow row, CheckContext context)
    {
        if ((row["programme"] is null) == (row["release"] is null))
        {
            context.Fault(row, "programme", FaultCodes.OneEnd, "Either a programme or a release.");
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Governance, row.Text("measure"));

    protected override Task<List<GovernanceLink>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.GovernanceLinks.Where(link => owners.Contains(link.MeasureId)).ToListAsync(cancellationToken);

    protected override GovernanceLink Create(FolderRow row, PublicRecord owner, ImportSession session) => new()
    {
        MeasureId = owner.Id,
        Kind = row.Code<GovernanceLinkKind>("kind"),
        ProgrammeId = session.References.Id(RecordKind.Programme, row["programme"], optional: true),
        ReleaseId = session.References.Id(RecordKind.Release, row["release"], optional: true),
    };

    protected override Task<List<GovernanceLink>> AllAsync(PortalDbContext context, References references) =>
        context.GovernanceLinks.AsNoTracking().ToListAsync();
}
