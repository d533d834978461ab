using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Grants;

public sealed class IndexModel(GrantQueries grants, GrantSummaries summaries)
    : ListPage<Grant, GrantFilter, GrantItem, GrantDetail>(grants, GrantsApi.Query)
{
    private readonly GrantQueries grants = grants;

    /// <summary>Facets and totals of the whole selection.</summary>
    public GrantSummary Summary { get; private set; } = null!;

    public GrantFilterNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Summary = await summaries.OfAsync(Filter, cancellationToken);
        Names = await grants.NamesAsync(Filter, cancellationToken);
    }
}
