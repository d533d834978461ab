using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Traces;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Open;

/// <summary>The dashboard from public money to open releases.</summary>
public sealed class IndexModel(OpenQueries open, ChartCatalogue charts, IStringLocalizer<Interface> texts) : PageModel
{
    public OpenReport Report { get; private set; } = null!;

    public OpenFilter Filter { get; private set; } = null!;

    public OpenFramework Framework { get; private set; } = OpenFramework.All[0];

    /// <summary>Null when no release of the selection is known to be publicly funded.</summary>
    public Chart? Chart { get; private set; }

    /// <summary>What the report was asked for.</summary>
    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    /// <summary>Only some countries or programmes were asked for.</summary>
    public bool Narrowed => !Filter.Country.IsEverything || !Filter.Programme.IsEverything || !Filter.Commitment.IsEverything;

    /// <summary>The commitments that a programme can have, the firmest first.</summary>
    public IEnumerable<OpenSourceCommitment> Commitments => Enum.GetValues<OpenSourceCommitment>().Where(one => one != OpenSourceCommitment.None).Reverse();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters().Allow(Localization.Parameter);
            var asOf = PastReading.Read(parameters);
            (Framework, Filter) = (OpenFramework.Read(parameters), OpenFilter.Read(parameters));
            parameters.ThrowIfInvalid();
            await HttpContext.ReadAsOfAsync(asOf, cancellationToken);
            Report = await open.ReadAsync(Filter, cancellationToken);
            Chosen = texts.InForce(HttpContext, TitleOf, NameOf);
            Chart = await charts.MakeAsync(
                "public-releases",
                [.. ChartAddress.Asked(Request.Query).Where(pair => pair.Value.Length > 0 && pair.Key != PastReading.Parameter)],
                cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }

    private string? TitleOf(string parameter) => parameter switch
    {
        "country" => texts["Field.Country"].Value,
        "programme" => texts["Field.Programme"].Value,
        "openSource" => texts["Field.OpenSource"].Value,
        OpenFramework.Parameter => texts["Open.Framework"].Value,
        _ => null,
    };

    private string NameOf(string parameter, string value) => parameter switch
    {
        "country" => Report.Named.FirstOrDefault(country => country.Code == value)?.NameIn(texts["Language"]) ?? value,
        "programme" => Report.Programmes.FirstOrDefault(programme => programme.Programme.Ref == value)?.Programme.Name ?? value,
        "openSource" => texts.Label(nameof(OpenSourceCommitment), value),
        _ => texts.Label("Open.Framework", value),
    };
}
