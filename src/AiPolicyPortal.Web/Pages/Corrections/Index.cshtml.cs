using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
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

    public Facet States => new(
        "state", texts["Users.State"], [.. Shown.Select(state => new FacetChoice(state.Code(), texts.Label(state), null, Filter.State.Included.Contains(state)))]);

    public Facet Kinds => new(
        "kind", texts["Corrections.Kind"],
        [.. Enum.GetValues<RecordKind>().Select(kind => new FacetChoice(kind.Code(), texts.Label(kind), null, Filter.Kind.Included.Contains(kind)))]);
}
