using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class SourcesApi
{
    public static ListQuery<Source, SourceFilter> Query { get; } = new(SourceFilter.SortKeys, SourceFilter.Read);

    public static RouteGroupBuilder MapSources(this RouteGroupBuilder api) =>
        api.MapNoun<Source, SourceFilter, SourceItem, SourceDetail, SourceQueries>(
            new Noun("sources", "source", "Pages and documents that show what the portal says, newest first, those without a date last."), Query, SourceColumns.Table, Feeds.Sources);
}
