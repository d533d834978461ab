using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Pages.Shared;
using SourceItem = AiPolicyPortal.Core.Sources.SourceItem;

namespace AiPolicyPortal.Web.Pages.Sources;

public sealed class DetailsModel(SourceQueries sources, RecordFates fates)
    : DetailPage<Source, SourceFilter, SourceItem, SourceDetail>(sources, fates, "/sources")
{
    /// <summary>The records that cite it, by kind, those without any left out.</summary>
    public IEnumerable<(string Noun, IReadOnlyList<CitedRecord> Records)> Kinds => new[]
    {
        ("Announcements", Record.Announcements), ("Programmes", Record.Programmes), ("Releases", Record.Releases),
        ("Governance", Record.Governance), ("Organisations", Record.Organisations),
    }.Where(kind => kind.Item2.Count > 0);
}
