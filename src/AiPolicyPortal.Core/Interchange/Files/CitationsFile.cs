using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class CitationsFile : FactFile<Citation>
{
    private static readonly RecordKind[] Citing =
        [RecordKind.Programme, RecordKind.Organisation, RecordKind.Governance, RecordKind.Announcement, RecordKind.Release];

    // The whole list of these records' sources is a cell of their own file.
    private static readonly RecordKind[] Listing = [RecordKind.Announcement, RecordKind.Release];

    public override string Name => "citations.csv";

    public override string Summary =>
        "That a source shows a record, where the record's own file cannot say it: of programmes and organisations, of a measure's further sources, "
        + "with a quotation, or of the past.";

    public override IReadOnlyList<string> Key => ["record", "id", "source", "recorded_at"];

    public override IEnumerable<RecordKind> RefersTo => [.. Citing, RecordKind.Source];

    protected override IReadOnlyList<string> Match => ["record", "id", "source"];

    protected override IReadOnlyList<string> Owner => ["record", "id"];

    protected override ColumnList<Citation> Define(ColumnList<Citation> columns) => columns
        .Of("record", new RecordKindCell(Citing), Need.Value, "What kind of record.",
            (citation, _) => OwnerOf(citation).Kind.Code(), null)
        .Of("id", new AnyReferenceCell("record"), Need.Value, "The record.",
            (citation, references) => references.Name(OwnerOf(citation).Id), null)
        .Record("source", RecordKind.Source, Need.Value, "The source; of an announcement or a release one that its own file lists.",
            citation => citation.SourceId, null)
        .LongText("quote", Need.Column, "The words of the source.", citation => citation.Quote, (citation, quote) => citation.Quote = quote)
        .RecordedAt("When the portal learnt it; the import's moment when empty.", citation => citation.RecordedAt,
            write: (citation, instant, _) => citation.RecordedAt = instant)
        .WithdrawnAt("When it stopped holding; can be set once.",
            citation => citation.WithdrawnAt, (citation, instant, _) => citation.WithdrawnAt = instant);

    public override void Check(FolderRow row, CheckContext context)
    {
        CurrentOnce(row, context);
        if (context.ListedSources.TryGetValue(OwnerOf(row), out var listed) && row["withdrawn_at"] is null
            && !listed.Contains(row.Text("source")))
        {
            NotCited(row, context);
        }
    }

    public override async IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references)
    {
        var citations = (await AllAsync(context, references))
            .Select(citation => (Citation: citation, Owner: OwnerOf(citation)))
            .OrderBy(cited => Array.IndexOf(Citing, cited.Owner.Kind))
            .ThenBy(cited => references.Name(cited.Owner.Id), StringComparer.Ordinal)
            .ThenBy(cited => cited.Citation.WithdrawnAt is not null)
            .ThenBy(cited => cited.Citation.WithdrawnAt is null ? cited.Citation.Position : 0)
            .ThenBy(cited => cited.Citation.RecordedAt)
            .ThenBy(cited => references.Name(cited.Citation.SourceId), StringComparer.Ordinal);
        foreach (var (citation, _) in citations)
        {
            yield return [.. Columns.Select(column => column.Read(citation, references))];
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) =>
        (Codes<RecordKind>.Parse(row.Text("record")), row.Text("id"));

    protected override Task<List<Citation>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.Citations.Where(citation =>
            owners.Contains(citation.AnnouncementId ?? citation.ProgrammeId ?? citation.OrganisationId ?? citation.GovernanceMeasureId ?? citation.ReleaseId!.Value))
            .ToListAsync(cancellationToken);

    protected override void CheckOwner(FolderRow row, Citation? part, PublicRecord owner, ImportSession session)
    {
        if (part is null && row["withdrawn_at"] is null && Listing.Contains(RecordKinds.Of(owner)))
        {
            NotCited(row, session.Check);
        }
    }

    // What a record's own file lists is taken away there.
    protected override async Task<IReadOnlyList<Citation>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        [.. (await PartsAsync(context, [], [owner], cancellationToken)).Where(citation => citation.WithdrawnAt is null && !InOwnFile(citation))
            .OrderBy(citation => citation.Position)];

    protected override bool CanRemove(Citation part) => !Listing.Contains(OwnerOf(part).Kind);

    protected override Citation Create(FolderRow row, PublicRecord owner, ImportSession session)
    {
        var citation = CitationList.For(owner, session.References.Id(RecordKind.Source, row.Text("source")), session.Moment);
        citation.Position = session.NextPosition(owner.Id);
        return citation;
    }

    // What the main files say without a quotation, and of the record's own time, is theirs alone.
    protected override async Task<List<Citation>> AllAsync(PortalDbContext context, References references)
    {
        var recorded = await RecordedAtAsync(context);
        var citations = await context.Citations.AsNoTracking().ToListAsync();
        return citations.FindAll(citation =>
        {
            var (kind, id) = OwnerOf(citation);
            return citation.Quote is not null
                || citation.WithdrawnAt is not null
                || citation.RecordedAt != recorded.GetValueOrDefault(id, citation.RecordedAt)
                || !(Listing.Contains(kind) || (kind == RecordKind.Governance && citation.Position == 1));
        });
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> RecordedAtAsync(PortalDbContext context) =>
        await context.Announcements.Select(record => new { record.Id, record.RecordedAt })
            .Concat(context.Releases.Select(record => new { record.Id, record.RecordedAt }))
            .Concat(context.GovernanceMeasures.Select(record => new { record.Id, record.RecordedAt }))
            .ToDictionaryAsync(record => record.Id, record => record.RecordedAt);

    private static (RecordKind Kind, Guid Id) OwnerOf(Citation citation) => citation switch
    {
        { AnnouncementId: { } id } => (RecordKind.Announcement, id),
        { ProgrammeId: { } id } => (RecordKind.Programme, id),
        { OrganisationId: { } id } => (RecordKind.Organisation, id),
        { GovernanceMeasureId: { } id } => (RecordKind.Governance, id),
        _ => (RecordKind.Release, citation.ReleaseId!.Value),
    };

    private static bool InOwnFile(Citation citation) => citation.Quote is null
        && (Listing.Contains(OwnerOf(citation).Kind) || (OwnerOf(citation).Kind == RecordKind.Governance && citation.Position == 1));

    private static void NotCited(FolderRow row, CheckContext context) =>
        context.Fault(row, "source", FaultCodes.NotCited,
            $"One of the sources that {row["record"]}s list in their own file, or a withdrawn_at.");
}
