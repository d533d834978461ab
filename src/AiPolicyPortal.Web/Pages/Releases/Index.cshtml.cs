using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Releases;

/// <summary>The list of releases, its facets with counts, and the selection's openness by year.</summary>
public sealed class IndexModel(ReleaseQueries releases, ChartCatalogue catalogue, IStringLocalizer<Interface> texts)
    : ListPage<Release, ReleaseFilter, ReleaseItem, ReleaseDetail>(releases, ReleasesApi.Query)
{
    private static readonly string[] NotSelecting = ["sort", "limit", "cursor", "count", PastReading.Parameter, Localization.Parameter];

    private readonly ReleaseQueries releases = releases;

    /// <summary>In the order of the panel.</summary>
    public IReadOnlyList<Facet> Facets { get; private set; } = [];

    public Chart? Chart { get; private set; }

    /// <summary>What the records that are asked for are called.</summary>
    public RecordNames Names { get; private set; } = null!;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Facets = texts.OfReleases(Filter, await releases.FacetsAsync(Filter, cancellationToken));
        Chart = await catalogue.MakeAsync(
            "releases-by-year",
            [.. ChartAddress.Asked(Request.Query).Where(pair => pair.Value.Length > 0 && !NotSelecting.Contains(pair.Key))],
            cancellationToken);
        Names = await releases.NamesAsync(Filter, cancellationToken);
    }
}
