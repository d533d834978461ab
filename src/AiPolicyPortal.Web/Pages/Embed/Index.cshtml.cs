using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Embed;

/// <summary>A chart for another site's frame: as known now, or with <c>asOf</c> as known then, saying so when it has changed since.</summary>
public sealed class IndexModel(ChartCatalogue charts, IServiceScopeFactory scopes) : PageModel
{
    /// <summary>Null where nothing is in the selection.</summary>
    public Chart? Chart { get; private set; }

    /// <summary>Whether what is shown is no longer what the portal knows.</summary>
    public bool Changed { get; private set; }

    public string LiveAddress { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var chart = await charts.MakeAsync(name, HttpContext, cancellationToken);
            if (chart is null && !charts.Knows(name))
                return NotFound();
            // A frame has little room below the chart.
            Chart = chart is null ? null : chart with { TableOpen = false };
            var asked = ChartAddress.Asked(Request.Query);
            if (ChartAddress.IsPinned(asked))
            {
                // This request may read the past.
                await using var present = scopes.CreateAsyncScope();
                var live = await present.ServiceProvider.GetRequiredService<ChartCatalogue>().MakeAsync(name, ChartAddress.Live(asked), cancellationToken);
                Changed = chart is null ? live is not null : live is null || !chart.ShowsTheSameAs(live);
                LiveAddress = PageAddress.With(HttpContext, ("asOf", null));
            }

            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
