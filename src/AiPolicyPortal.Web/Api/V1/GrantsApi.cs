using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class GrantsApi
{
    public static ListQuery<Grant, GrantFilter> Query { get; } = new(GrantFilter.SortKeys, GrantFilter.Read, "grants", [.. GrantGrouping.Names]);

    public static RouteGroupBuilder MapGrants(this RouteGroupBuilder api) =>
        api.MapNoun<Grant, GrantFilter, GrantItem, GrantDetail, GrantQueries>(
            new Noun("grants", "grant", "Awards to named recipients, the last recorded first; country is a recipient's."), Query, GrantColumns.Table, Feeds.Grants);
}
