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
        .Whole("citation_count", "Records other than grants that cite it", source => source.CitationCount)
        .Whole("grant_count", "Grants recorded from it", source => source.GrantCount)
        .Revision(source => source.Revision, source => source.UpdatedAt);
}
