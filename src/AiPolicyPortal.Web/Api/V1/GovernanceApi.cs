using AiPolicyPortal.Core.Governance;

namespace AiPolicyPortal.Web.Api.V1;

internal static class GovernanceApi
{
    public static ListQuery<GovernanceMeasure, GovernanceFilter> Query { get; } = new(GovernanceFilter.SortKeys, GovernanceFilter.Read);

    public static RouteGroupBuilder MapGovernance(this RouteGroupBuilder api) =>
        api.MapNoun<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            new Noun("governance", "governance measure", "Strategies, laws, oversight bodies, ethics frameworks and licensing rules, newest first."), Query);
}
