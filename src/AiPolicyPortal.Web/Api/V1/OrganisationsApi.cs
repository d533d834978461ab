using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Web.Formats;

namespace AiPolicyPortal.Web.Api.V1;

internal static class OrganisationsApi
{
    public static ListQuery<Organisation, OrganisationFilter> Query { get; } = new(OrganisationFilter.SortKeys, OrganisationFilter.Read);

    public static RouteGroupBuilder MapOrganisations(this RouteGroupBuilder api) =>
        api.MapNoun<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail, OrganisationQueries>(
            new Noun("organisations", "organisation", "Bodies that pay, receive, decide or develop, by name. Merged ones answer with the one they became."), Query, OrganisationColumns.Table, Feeds.Organisations);
}
