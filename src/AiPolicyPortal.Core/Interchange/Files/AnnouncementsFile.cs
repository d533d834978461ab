using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class AnnouncementsFile : RecordFile<Announcement>
{
    public override string Name => "announcements.csv";

    public override string Summary => "A dated public statement that introduces or restates programmes, amounts or releases.";

    public override RecordKind? Declares => RecordKind.Announcement;

    protected override ColumnList<Announcement> Define(ColumnList<Announcement> columns) => columns
        .Own("id", "The announcement's reference.", announcement => announcement.Reference)
        .Date("date", Need.Value, "When it was made; the day its figures are stated on.",
            announcement => announcement.Date, (announcement, date) => announcement.Date = date!.Value)
        .Text("title", Announcement.TitleMaxLength, Need.Value, "What was announced, in a line.",
            announcement => announcement.Title, (announcement, title) => announcement.Title = title!)
        .LongText("speaker", Need.Column, "Who said it.",
            announcement => announcement.Speaker, (announcement, name) => announcement.Speaker = name)
        .LongText("summary", Need.Column, "What was said, in a few lines.",
            announcement => announcement.Summary, (announcement, text) => announcement.Summary = text)
        .Of("sources", new ListCell(new ReferenceCell(RecordKind.Source)), Need.Column, "The sources that show it; this is the whole list.",
            (announcement, references) => CitationList.Text(announcement.Citations, references),
            (announcement, text, session) => CitationList.Replace(announcement, announcement.Citations, text, session));

    public override void Check(FolderRow row, CheckContext context) =>
        context.ListedSources[(RecordKind.Announcement, row.Key)] = CellText.List(row["sources"]);

    protected override IQueryable<Announcement> Records(PortalDbContext context) =>
        context.Announcements.Include(announcement => announcement.Citations.Where(citation => citation.WithdrawnAt == null));

    protected override Announcement Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Title = row.Text("title") };
}
