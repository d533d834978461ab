using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Embed;

/// <summary>A chart for another site's frame: as known now, or with <c>asOf</c> as known then, saying so when it has changed since.</summary>
public sealed class IndexModel(ChartCatalogue charts) : PageModel
{
    public Chart Chart { get; private set; } = null!;

    /// <summary>Whether what is shown is no longer what the portal knows.</summary>
    public bool Changed { get; private set; }

    public string LiveAddress { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var asked = ChartAddress.Asked(Request.Query);
            if (await charts.MakeAsync(name, asked, cancellationToken) is not { } chart)
                return NotFound();
            Chart = chart;
            if (ChartAddress.IsPinned(asked) && await charts.MakeAsync(name, ChartAddress.Live(asked), cancellationToken) is { } live)
            {
                Changed = !chart.ShowsTheSameAs(live);
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
