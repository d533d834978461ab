using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Compare;

/// <summary>Up to eight countries or programmes side by side. The whole state is in the address; what does not fit is said beside its field.</summary>
public sealed class IndexModel(TotalQueries totals, ChartCatalogue charts, PastReading past, IStringLocalizer<Interface> texts) : PageModel
{
    private const int EmptyFields = 3;

    public bool ByProgramme { get; private set; }

    public Comparable Choices { get; private set; } = null!;

    /// <summary>Null while nothing is chosen, or when it cannot be answered as asked.</summary>
    public Chart? Ranking { get; private set; }

    public Chart? Years { get; private set; }

    /// <summary>The first publication, UTC, where what is asked for came before it; else null.</summary>
    public DateTimeOffset? FirstAfter { get; private set; }

    /// <summary>What is wrong, by parameter, in the reader's language.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; private set; } = new Dictionary<string, string>();

    /// <summary>The query as asked, for the API: without the language and empty fields.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Asked =>
        [.. ChartAddress.Asked(Request.Query).Where(pair => !string.IsNullOrWhiteSpace(pair.Value))];

    public Facet Countries => texts.OfCountries("country", texts["Compare.Countries"], Choices.Countries, new AnyOf<string>(Given("country"), []));

    /// <summary>Public money is ticked where nothing is asked, since that is what is shown then.</summary>
    public Facet Funders
    {
        get
        {
            var given = Given("funderType").DefaultIfEmpty(FunderType.Public.Code()).ToList();
            return texts.OfCodes("funderType", texts["Field.FunderType"], new AnyOf<FunderType>(
                [.. Enum.GetValues<FunderType>().Where(funder => given.Contains(funder.Code()))], []));
        }
    }

    /// <summary>The programmes named, and a few empty places.</summary>
    public IReadOnlyList<string> ProgrammeFields =>
        [.. Given("programme"), .. Enumerable.Repeat("", Math.Clamp(CompareQuery.Most - Given("programme").Count, 0, EmptyFields))];

    public IReadOnlyList<string> Given(string parameter) => [.. Request.Query[parameter].OfType<string>().Where(value => value.Length > 0).Distinct()];

    public string? Value(string parameter) => Given(parameter) is [var first, ..] ? first : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Choices = await totals.ComparableAsync(cancellationToken);
        ByProgramme = Value("by") == "programme" || (Value("by") is null && Given("programme").Count > 0);
        try
        {
            var parameters = Request.Query.ToParameters().Allow(Localization.Parameter);
            var query = CompareQuery.Read(parameters);
            parameters.ThrowIfInvalid();
            if (query.Items.Count == 0)
            {
                // What goes with the choice is refused before anything is chosen.
                await totals.CompareAsync(query, cancellationToken);
                return Page();
            }

            FirstAfter = query.Total.AsOf is { } asOf ? await past.FirstAfterAsync(asOf, cancellationToken) : null;
            Ranking = await charts.MakeAsync("compare", Asked, cancellationToken);
            Years = await charts.MakeAsync("compare-years", Asked, cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return Explain(exception);
        }
    }

    /// <summary>A fault of a field of the form is said beside it; anything else is no slip of the form's.</summary>
    private IActionResult Explain(InvalidQueryException exception)
    {
        var told = exception.Errors.DistinctBy(error => error.Parameter).Select(error => (Error: error, Text: texts[$"Compare.Fault.{error.Parameter}.{error.Code}", error.Value ?? "", error.Expected ?? ""])).ToList();
        if (told.Any(fault => fault.Text.ResourceNotFound))
            return this.Refuse(exception);
        Faults = told.ToDictionary(
            fault => fault.Error.Parameter,
            fault => fault.Error is { Suggestion: { } nearest } ? $"{fault.Text.Value} {texts["Error.Nearest"].Value} {nearest}" : fault.Text.Value);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
