using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Programmes;

public sealed class IndexModel(ProgrammeQueries programmes)
    : ListPage<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail>(programmes, ProgrammesApi.Query)
{
    private readonly ProgrammeQueries programmes = programmes;

    public IReadOnlyList<(CountryLabel Country, int Count)> Countries { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Countries = await programmes.CountByCountryAsync(cancellationToken);
}
