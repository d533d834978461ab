using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Countries;

public sealed class DetailsModel(CountryQueries countries) : PageModel
{
    public CountryDetail Record { get; private set; } = null!;

    /// <summary>How many records of each kind, with the list that has them all; only those that have any.</summary>
    public IEnumerable<(string Label, string Path, int Count)> Tiles => new[]
    {
        ("Nav.Programmes", "/programmes", Record.Country.ProgrammeCount),
        ("Nav.Figures", "/figures", Record.Country.FigureCount),
        ("Nav.Announcements", "/announcements", Record.AnnouncementCount),
        ("Countries.Grants", "/grants", Record.Country.GrantCount),
        ("Nav.Releases", "/releases", Record.Country.ReleaseCount),
        ("Nav.Governance", "/governance", Record.Country.GovernanceCount),
        ("Nav.Organisations", "/organisations", Record.Country.OrganisationCount),
    }.Where(tile => tile.Item3 > 0);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            Request.Query.ToParameters().Allow(Localization.Parameter).ThrowIfInvalid();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        if (await countries.FindAsync(code, cancellationToken) is not { } country)
        {
            return NotFound();
        }

        if (country.Country.Code != code)
        {
            return RedirectPermanent($"/countries/{country.Country.Code}");
        }

        Record = country;
        return Page();
    }
}
