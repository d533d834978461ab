using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Grants;

/// <summary>Says in words what grants are filtered by.</summary>
public static class GrantFilters
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["q"] = "Field.Words",
        ["country"] = "Grants.RecipientCountry",
        ["payingCountry"] = "Grants.PayingCountry",
        ["programme"] = "Field.Programme",
        ["funder"] = "Grants.Funder",
        ["recipient"] = "Grants.Recipient",
        ["source"] = "Field.Source",
        ["theme"] = "Grouping.theme",
        ["year"] = "Grants.Year",
        ["band"] = "Grants.Band",
        ["funderType"] = "Field.FunderType",
        ["stage"] = "Field.Stage",
        ["confidence"] = "Field.Confidence",
        ["statedCurrency"] = "Grants.StatedCurrency",
        ["currency"] = "Grants.Currency",
        ["awardedFrom"] = "Grants.AwardedFrom",
        ["awardedTo"] = "Grants.AwardedTo",
        ["startFrom"] = "Grants.StartFrom",
        ["startTo"] = "Grants.StartTo",
        ["amountMin"] = "Grants.AmountMin",
        ["amountMax"] = "Grants.AmountMax",
        ["updatedSince"] = "Grants.UpdatedSince",
    };

    /// <summary>A filter's choices, named in the reader's language.</summary>
    public static Facet OfGrants(this IStringLocalizer<Interface> texts, GrantFacet facet) => new(
        facet.Name,
        texts[Titles[facet.Name]],
        [.. facet.Values.Select(value => new FacetChoice(value.Value, texts.NameOf(facet.Name, value.Value, (texts["Language"] == "fr" ? value.NameFr : null) ?? value.Name), value.Count, value.IsChosen))]);

    /// <summary>Every filter in force, each with the address without it.</summary>
    public static IReadOnlyList<ChosenFilter> ChosenGrants(this IStringLocalizer<Interface> texts, HttpContext context, RecordNames names) =>
        texts.InForce(
            context,
            name => Titles.TryGetValue(name, out var title) ? texts[title].Value : null,
            (name, value) => texts.NameOf(name, value, names.Of(name, value, texts["Language"])));

    private static string NameOf(this IStringLocalizer<Interface> texts, string filter, string value, string? name) => (filter, value) switch
    {
        _ when name is not null => name,
        ("recipient", QueryParameters.Unknown) => texts["Grants.UnknownRecipient"],
        (not "q", QueryParameters.Unknown) when filter != "funderType" => texts["Grants.Unknown"],
        ("theme" or "stage" or "confidence", _) => texts.Label(char.ToUpperInvariant(filter[0]) + filter[1..], value),
        ("funderType", _) => texts.Label("FunderType", value),
        ("band", _) => texts.Label("Band", value),
        _ => value,
    };
}
