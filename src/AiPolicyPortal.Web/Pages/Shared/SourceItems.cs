using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Shared;

public static class SourceItems
{
    /// <summary>Sources as <c>_SourceList</c> shows them, each with its page in the portal.</summary>
    public static IReadOnlyList<SourceItem> ToItems(this IEnumerable<SourceLabel> sources) =>
    [
        .. sources.Select(source => new SourceItem(
            source.Title ?? "", source.Url, source.Publisher ?? "", source.Published?.LastDay, (source.Published?.Precision ?? DatePrecision.Day).Code(),
            source.Tier, source.Language, $"/sources/{source.Ref}", source.Retracted is not null, source.ArchiveUrl)),
    ];
}
