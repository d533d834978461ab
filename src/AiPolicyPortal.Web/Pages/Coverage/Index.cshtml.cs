using AiPolicyPortal.Core.Coverage;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Coverage;

public sealed class IndexModel(CoverageQueries coverage, IStringLocalizer<Interface> texts) : PageModel
{
    public CoverageReport Report { get; private set; } = null!;

    /// <summary>The countries that were asked for or left out.</summary>
    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    /// <summary>The order in force, as <c>sort</c> writes it.</summary>
    public string Sort { get; private set; } = "";

    /// <summary>The key that sorts by the names shown.</summary>
    public string NameKey => texts["Language"].Value == "fr" ? "nameFr" : "name";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters().Allow(Localization.Parameter);
            var (filter, asOf) = (CoverageFilter.Read(parameters), PastReading.Read(parameters));
            parameters.ThrowIfInvalid();
            await HttpContext.ReadAsOfAsync(asOf, cancellationToken);
            Sort = filter.Order.Name;
            Report = await coverage.ReadAsync(filter, cancellationToken);
            Chosen = texts.InForce(
                HttpContext,
                parameter => parameter == "country" ? texts["Field.Country"].Value : null,
                (_, code) => Report.Named.FirstOrDefault(country => country.Code == code)?.NameIn(texts["Language"]) ?? code);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
