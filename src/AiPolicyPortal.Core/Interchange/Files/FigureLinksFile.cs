using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class FigureLinksFile : FactFile<FigureLink>
{
    public override string Name => "figure_links.csv";

    public override string Summary =>
        "An editor's statement on how one figure's money relates to another's. revises must not go round in a circle, nor part-of between figures of the same money.";

    public override IReadOnlyList<string> Key => ["from", "kind", "to", "recorded_at"];

    protected override IReadOnlyList<string> Match => ["from", "kind", "to"];

    protected override IReadOnlyList<string> Owner => ["from"];

    protected override ColumnList<FigureLink> Define(ColumnList<FigureLink> columns) => columns
        .Record("from", RecordKind.Figure, Need.Value, "The figure that is spoken of.", link => link.FromId, null)
        .Code("kind", "restates: the same money said again; revises: replaces as the amount; contradicts: another amount for the same money; part-of: lies inside.",
            link => link.Kind, null)
        .Record("to", RecordKind.Figure, Need.Value, "The other figure.", link => link.ToId, null)
        .LongText("note", Need.Column, "Why the editors say so.", link => link.Note, (link, note) => link.Note = note)
        .RecordedAt("When the portal learnt it; the import's moment when empty.", link => link.RecordedAt)
        .WithdrawnAt("When it stopped holding; can be set once.",
            link => link.WithdrawnAt, (link, instant, _) => link.WithdrawnAt = instant);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (row["from"] == row["to"])
        {
            context.Fault(row, "to", FaultCodes.SelfLink, "Another figure than the one in from.");
        }
        else
        {
            CurrentOnce(row, context);
            context.Join(row, row.Text("from"), row.Text("to"), row.Text("kind"));
        }
    }

    public override async Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var held = await context.Store.FigureLinks.AsNoTracking().Where(link => link.WithdrawnAt == null)
            .Select(link => new { From = link.From.Reference, link.Kind, To = link.To.Reference }).ToListAsync(cancellationToken);
        var rows = context.EdgesOf(this);
        var named = rows.Select(edge => (edge.From, edge.Kind, edge.To)).ToHashSet();
        var present = rows.Where(edge => edge.Row!["withdrawn_at"] is null)
            .ToLookup(edge => Link(edge.From, Codes<FigureLinkKind>.Parse(edge.Kind), edge.To));
        var links = held.Where(link => !named.Contains((link.From, link.Kind.Code(), link.To)))
            .Select(link => Link(link.From, link.Kind, link.To))
            .Concat(present.Select(link => link.Key)).ToList();
        foreach (var cycle in LinkCycles.Find(links))
        {
            // Where the folder has none of the circle's links, it was one of its restatements that closed it.
            var closing = cycle.Links.SelectMany(link => present[link]).DefaultIfEmpty(rows[^1]).MaxBy(edge => edge.Row!.Number)!;
            context.Fault(closing.Row!, "kind", FaultCodes.Cycle, $"Links that do not go round in a circle; this one is {cycle}.");
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Figure, row.Text("from"));

    protected override Task<List<FigureLink>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.FigureLinks.Where(link => owners.Contains(link.FromId)).ToListAsync(cancellationToken);

    protected override FigureLink Create(FolderRow row, PublicRecord owner, ImportSession session) => new()
    {
        FromId = owner.Id,
        Kind = row.Code<FigureLinkKind>("kind"),
        ToId = session.References.Id(RecordKind.Figure, row.Text("to")),
        RecordedAt = row.Instant("recorded_at") ?? session.Moment,
    };

    protected override Task<List<FigureLink>> AllAsync(PortalDbContext context, References references) =>
        context.FigureLinks.AsNoTracking().ToListAsync();

    private static TotalLink Link(string from, FigureLinkKind kind, string to) => new(from, kind, to, default);
}
