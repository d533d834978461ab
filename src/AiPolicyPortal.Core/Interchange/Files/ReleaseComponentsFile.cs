using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class ReleaseComponentsFile : PartFile<ReleaseComponent>
{
    private const char UrlSeparator = ' ';

    public override string Name => "release_components.csv";

    public override string Summary => "One assessor's dated judgement of how open one component of a release is, with its evidence.";

    public override IReadOnlyList<string> Key => ["release", "component", "assessor"];

    protected override IReadOnlyList<string> Owner => ["release"];

    protected override ColumnList<ReleaseComponent> Define(ColumnList<ReleaseComponent> columns) => columns
        .Record("release", RecordKind.Release, Need.Value, "The release.", component => component.ReleaseId, null)
        .Code("component", "Which part of it.", component => component.Component, null)
        .Code("assessor", "Who judged it.", component => component.Assessor, null)
        .Code("availability", "How open it is.", component => component.Availability, (component, availability) =>
            component.Availability = availability)
        .Licence("licence", Need.Column, "The component's own licence.",
            component => component.Licence, (component, licence) => component.Licence = licence)
        .Of("evidence_urls", new ListCell(new AddressCell(), UrlSeparator), Need.Column, "Pages that show it.",
            (component, _) => CellText.Of(component.EvidenceUrls, UrlSeparator),
            (component, text, _) => component.EvidenceUrls = CellText.List(text, UrlSeparator))
        .Record("source", RecordKind.Source, Need.Column, "The source that shows it.",
            component => component.SourceId, (component, id) => component.SourceId = id)
        .LongText("evidence", Need.Column, "A few words of the source.",
            component => component.Evidence, (component, words) => component.Evidence = words)
        .Date("assessed", Need.Column, "When it was judged.",
            component => component.Assessed, (component, date) => component.Assessed = date);

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Release, row.Text("release"));

    protected override Task<List<ReleaseComponent>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.ReleaseComponents.Where(component => owners.Contains(component.ReleaseId)).ToListAsync(cancellationToken);

    protected override async Task<IReadOnlyList<ReleaseComponent>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        await context.ReleaseComponents.Where(component => component.ReleaseId == owner)
            .OrderBy(component => component.Component).ThenBy(component => component.Assessor).ToListAsync(cancellationToken);

    protected override ReleaseComponent Create(FolderRow row, PublicRecord owner, ImportSession session) =>
        new() { ReleaseId = owner.Id, Component = row.Code<Component>("component"), Assessor = row.Code<Assessor>("assessor") };

    protected override Task<List<ReleaseComponent>> AllAsync(PortalDbContext context, References references) =>
        context.ReleaseComponents.AsNoTracking().ToListAsync();
}
