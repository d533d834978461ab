using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Sources;

public static class SourceColumns
{
    public static Table<SourceItem> Table { get; } = new Table<SourceItem>("sources", "Sources", "One page or document that shows what the portal says")
        .Reference("ref", "Public reference of the source; it does not change", source => source.Ref)
        .Text("title", "Title; empty where the page has none of its own", source => source.Title)
        .Url("url", "Its address", source => source.Url)
        .Text("publisher", "Who published it", source => source.Publisher)
        .Date("published", "When it was published", source => source.Published)
        .Text("language", "Language it is written in: ISO 639-1 code", source => source.Language)
        .Whole("tier", "1 official, 2 research, 3 press, 4 aggregator", source => source.Tier)
        .Url("archive_url", "Where a copy of it is kept, as it was when it was cited", source => source.ArchiveUrl)
        .Date("retracted", "When its publisher took it back; empty while it stands", source => source.Retracted)
        .Text("retraction_note", "Why it was taken back", source => source.RetractionNote)
        .Text("health", "What the latest look at its address showed: unchecked, reachable, moved, gone, failing or refused", source => source.Health.Code())
        .Instant("checked_at", "When its address was last looked at, UTC", source => source.CheckedAt)
        .Url("final_url", "Where its address leads now, when that is another", source => source.FinalUrl)
        .Instant("text_changed_at", "When its text was last seen to be another than before, UTC", source => source.TextChangedAt)
        .Whole("citation_count", "Records other than grants that cite it", source => source.CitationCount)
        .Whole("grant_count", "Grants recorded from it", source => source.GrantCount)
        .Revision(source => source.Revision, source => source.UpdatedAt);
}
