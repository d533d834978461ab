using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class GovernanceApi
{
    public static ListQuery<GovernanceMeasure, GovernanceFilter> Query { get; } = new(GovernanceFilter.SortKeys, GovernanceFilter.Read);

    public static RouteGroupBuilder MapGovernance(this RouteGroupBuilder api) =>
        api.MapNoun<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            new Noun("governance", "governance measure", "Strategies, laws, oversight bodies, ethics frameworks and licensing rules, newest first."), Query, GovernanceColumns.Table, Feeds.Governance);
}
