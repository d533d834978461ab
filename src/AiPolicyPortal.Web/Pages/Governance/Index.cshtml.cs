using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Governance;

public sealed class IndexModel(GovernanceQueries governance, IStringLocalizer<Interface> texts)
    : ListPage<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail>(governance, GovernanceApi.Query)
{
    private readonly GovernanceQueries governance = governance;

    public GovernanceFacets Counts { get; private set; } = null!;

    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Counts = await governance.FacetsAsync(Filter, cancellationToken);
        var names = await governance.ProgrammeNamesAsync(Filter, cancellationToken);
        Chosen = [.. texts.Choose(HttpContext, "programme", texts["Field.Programme"], Filter.Programme, names)];
    }
}
