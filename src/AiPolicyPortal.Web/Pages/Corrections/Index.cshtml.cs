using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Corrections;

/// <summary>The public log of reported errors.</summary>
public sealed class IndexModel(CorrectionQueries corrections, IStringLocalizer<Interface> texts)
    : ListPage<Correction, CorrectionFilter, CorrectionItem, CorrectionItem>(corrections, CorrectionsApi.Query)
{
    private static readonly CorrectionState[] Shown = [CorrectionState.Open, CorrectionState.Accepted, CorrectionState.NotAccepted, CorrectionState.AlreadyRight];

    private readonly CorrectionQueries corrections = corrections;

    public Facet States { get; private set; } = null!;

    public Facet Kinds { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counts = await corrections.CountAsync(Filter, cancellationToken);
        States = new(
            "state", texts["Users.State"],
            [.. Shown.Select(state => new FacetChoice(state.Code(), texts.Label(state), counts.States.GetValueOrDefault(state), Filter.State.Included.Contains(state)))]);
        Kinds = texts.OfCounted("kind", texts["Corrections.Kind"], counts.Kinds, Filter.Kind);
    }
}
