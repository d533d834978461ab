using AiPolicyPortal.Core.Data;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Data;

public sealed class IndexModel(DataCatalogue catalogue) : PageModel
{
    /// <summary>The lists of the API, by their <c>Nav.</c> keys.</summary>
    public static IReadOnlyList<string> Lists { get; } =
        ["Programmes", "Figures", "Announcements", "Sources", "Grants", "Organisations", "Releases", "Governance", "Countries"];

    public IReadOnlyList<DataFile> Starter { get; } = [.. catalogue.Files.Where(file => file.Name.StartsWith("starter/", StringComparison.Ordinal))];

    public IReadOnlyList<DataFile> Reference { get; } = [.. catalogue.Files.Where(file => file.Name.StartsWith("reference/", StringComparison.Ordinal))];

    /// <summary>Whose data the portal uses besides its own, each once, with what of theirs is used.</summary>
    public IReadOnlyList<IGrouping<string, DataOrigin>> Attributions { get; } =
        [.. catalogue.Files.SelectMany(file => file.Origins).Where(origin => origin.OriginUrl is not null).GroupBy(origin => origin.Attribution)];

    public IActionResult OnGet()
    {
        try
        {
            Request.Query.ToParameters().Allow(Localization.Parameter).ThrowIfInvalid();
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
