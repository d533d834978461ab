using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Organisations;

public sealed class IndexModel(OrganisationQueries organisations)
    : ListPage<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail>(organisations, OrganisationsApi.Query)
{
    private readonly OrganisationQueries organisations = organisations;

    public OrganisationFacets Counts { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Counts = await organisations.FacetsAsync(Filter, cancellationToken);
}
