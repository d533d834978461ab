using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class SourcesFile : RecordFile<Source>
{
    public override string Name => "sources.csv";

    public override string Summary => "A public page or document that shows what the portal says.";

    public override RecordKind? Declares => RecordKind.Source;

    protected override ColumnList<Source> Define(ColumnList<Source> columns) => columns
        .Own("id", "The source's reference.", source => source.Reference)
        .Address("url", Need.Value, "Where it is.", source => source.Url, (source, url) => source.Url = url!)
        .Text("title", Source.TitleMaxLength, Need.Column, "Its own title, where it is known.",
            source => source.Title, (source, title) => source.Title = title)
        .Text("publisher", Source.TitleMaxLength, Need.Column, "Who published it.",
            source => source.Publisher, (source, name) => source.Publisher = name)
        .Date("published", Need.Column, "When it was published.", source => source.Published, (source, date) => source.Published = date)
        .Of("language", CodeCells.Language, Need.Column, "The language it is in.",
            (source, _) => source.Language, (source, code, _) => source.Language = code)
        .Integer("tier", 1, 4, Need.Value, "1 official, 2 research, 3 press, 4 aggregator.",
            source => source.Tier, (source, tier) => source.Tier = (int)tier!.Value)
        .Address("archive_url", Need.Nothing, "Where a copy of it is kept, as it was when it was cited.",
            source => source.ArchiveUrl, (source, url) => source.ArchiveUrl = url)
        .Date("retracted", Need.Nothing, "When its publisher took it back; what rests on it alone is then marked.",
            source => source.Retracted, (source, date) => source.Retracted = date)
        .LongText("retraction_note", Need.Nothing, "Why it was taken back.",
            source => source.RetractionNote, (source, note) => source.RetractionNote = note);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (row["retraction_note"] is not null && row["retracted"] is null)
        {
            context.Fault(row, "retracted", FaultCodes.Required, "When the source was taken back for this reason.");
        }
    }

    protected override Source Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Url = row.Text("url") };
}
