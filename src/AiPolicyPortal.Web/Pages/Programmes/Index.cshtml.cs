using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Programmes;

public sealed class IndexModel(ProgrammeQueries programmes)
    : ListPage<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail>(programmes, ProgrammesApi.Query)
{
    private readonly ProgrammeQueries programmes = programmes;

    public ProgrammeFacets Counts { get; private set; } = null!;

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await programmes.FacetsAsync(Filter, cancellationToken);
        Names = await programmes.NamesAsync(Filter, cancellationToken);
    }
}
