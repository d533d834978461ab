using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Organisations;

public sealed class IndexModel(OrganisationQueries organisations)
    : ListPage<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail>(organisations, OrganisationsApi.Query)
{
    private readonly OrganisationQueries organisations = organisations;

    public IReadOnlyList<(CountryLabel Country, int Count)> Countries { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Countries = await organisations.CountByCountryAsync(cancellationToken);
}
