using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Governance;

/// <summary>Governance country by country: a matrix by type, duties on programmes and releases, years, and the profile of a country that is asked for.</summary>
public sealed class OverviewModel(GovernanceQueries governance, ChartCatalogue charts) : PageModel
{
    public GovernanceOverview Overview { get; private set; } = null!;

    public GovernanceFilter Filter { get; private set; } = null!;

    /// <summary>Null when no measure of the selection is dated.</summary>
    public Chart? Chart { get; private set; }

    /// <summary>Countries whose measures are all shown: those that are asked for by name.</summary>
    public IEnumerable<GovernanceProfile> Profiles => Overview.Countries.Where(country => Filter.Country.Included.Contains(country.Country.Code));

    /// <summary>Whether the list's other filters are in force, which this page has no panel for.</summary>
    public bool Narrowed => Request.Query.Keys.Except(["country", Localization.Parameter, PastReading.Parameter]).Any();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters().Allow(Localization.Parameter);
            var asOf = PastReading.Read(parameters);
            Filter = GovernanceFilter.Read(parameters);
            parameters.ThrowIfInvalid();
            await HttpContext.ReadAsOfAsync(asOf, cancellationToken);
            Overview = await governance.OverviewAsync(Filter, cancellationToken);
            Chart = await charts.MakeAsync(
                "governance-by-year",
                [.. ChartAddress.Asked(Request.Query).Where(pair => pair.Value.Length > 0 && pair.Key != PastReading.Parameter)],
                cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
