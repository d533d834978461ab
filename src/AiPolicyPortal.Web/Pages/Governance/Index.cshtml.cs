using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Governance;

public sealed class IndexModel(GovernanceQueries governance)
    : ListPage<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail>(governance, GovernanceApi.Query)
{
    private readonly GovernanceQueries governance = governance;

    public GovernanceFacets Counts { get; private set; } = null!;

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await governance.FacetsAsync(Filter, cancellationToken);
        Names = await governance.NamesAsync(Filter, cancellationToken);
    }
}
