using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;

namespace AiPolicyPortal.Web.Pages.Grants;

/// <summary>The explorer of grants: the list, its facets, and what the whole selection adds up to, by year and by country too.</summary>
public sealed class IndexModel(GrantQueries grants, GrantSummaries summaries, GrantGroupings groupings, ChartCatalogue catalogue)
    : ListPage<Grant, GrantFilter, GrantItem, GrantDetail>(grants, GrantsApi.Query)
{
    // Recipients, the last, only where they are soon summed.
    private static readonly string[] ChartNames = ["grants-by-award-year", "grants-map", "grants-ranking", "grants-recipients"];

    private static readonly string[] NotSelecting = ["sort", "limit", "cursor", "count", "groupBy", PastReading.Parameter, Localization.Parameter];

    private readonly GrantQueries grants = grants;

    /// <summary>The orders to choose from; headings of the table have others.</summary>
    public static IReadOnlyList<string> Orders { get; } = ["-awarded", "-added", "-amount", "-start", "-updatedAt", "title"];

    /// <summary>The facets that stand open where there is room.</summary>
    public static IReadOnlyList<string> OpenFacets { get; } = ["country", "year", "band"];

    /// <summary>Facets and totals of the whole selection.</summary>
    public GrantSummary Summary { get; private set; } = null!;

    public RecordNames Names { get; private set; } = null!;

    /// <summary>The selection by year, by country and, where that is soon done, by recipient; empty when there is nothing to draw.</summary>
    public IReadOnlyList<Chart> Charts { get; private set; } = [];

    public bool HasRanges => Request.Query.Keys.Any(name =>
        name == "currency" || name.StartsWith("awarded", StringComparison.Ordinal) || name.StartsWith("amount", StringComparison.Ordinal));

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Summary = await summaries.OfAsync(Filter, Asked, cancellationToken);
        Names = await grants.NamesAsync(Filter, cancellationToken);
        List<KeyValuePair<string, string>> asked = [.. ChartAddress.Asked(Request.Query).Where(pair => pair.Value.Length > 0 && !NotSelecting.Contains(pair.Key))];
        var charts = new List<Chart>();
        IEnumerable<string> names = await groupings.IsQuickByRecipientAsync(Filter, Summary.Totals.Count, cancellationToken) ? ChartNames : ChartNames.SkipLast(1);
        foreach (var name in names)
        {
            // One country or recipient is no comparison.
            if (await catalogue.MakeAsync(name, asked, cancellationToken) is { } chart && (chart.Form == ChartForm.Bars || chart.Rows.Count > 1))
            {
                charts.Add(chart);
            }
        }

        Charts = charts;
    }
}
