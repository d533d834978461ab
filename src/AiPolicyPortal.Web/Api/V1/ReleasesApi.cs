using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class ReleasesApi
{
    public static ListQuery<Release, ReleaseFilter> Query { get; } = new(ReleaseFilter.SortKeys, ReleaseFilter.Read, groupings: ReleaseQueries.Groupings, hasSums: false);

    public static RouteGroupBuilder MapReleases(this RouteGroupBuilder api) =>
        api.MapNoun<Release, ReleaseFilter, ReleaseItem, ReleaseDetail, ReleaseQueries>(
            new Noun("releases", "release", "Models, data sets and tools with what of them is open, newest first. Open weights alone are not open source."), Query, ReleaseColumns.Table, Feeds.Releases);
}
