using System.Globalization;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Releases;

/// <summary>The facets of releases in the reader's language.</summary>
public static class ReleaseFacetTexts
{
    public static IReadOnlyList<Facet> OfReleases(
        this IStringLocalizer<Interface> texts, ReleaseFilter filter, ReleaseFacets counts) =>
    [
        texts.OfCounted("mof", texts["Openness.MofFacet"], counts.Mof, filter.Mof),
        texts.OfCounted("osaid", texts["Openness.OsaidFacet"], counts.Osaid, filter.Osaid),
        texts.OfCounted("grid", texts["Openness.GridFacet"], counts.Grid, filter.Grid),
        texts.OfCounted("licenceFamily", texts["Releases.LicenceFamily"], counts.LicenceFamilies, filter.LicenceFamily),
        new Facet("funded", texts["Releases.Money"],
        [
            .. new (string Value, string Name, bool? Is)[]
            {
                ("true", texts["Releases.Funded"], true), ("false", texts["Open.OtherPayer"], false), (QueryParameters.Unknown, texts["Open.PayerUnknown"], null),
            }.Select(choice => new FacetChoice(choice.Value, choice.Name, counts.Funded.GetValueOrDefault(choice.Value), filter.Funded.Included.Contains(choice.Is))),
        ]),
        texts.OfCountries("country", texts["Releases.Countries"], counts.Countries, filter.Country),
        texts.OfCounted("organisationType", texts["Releases.OrganisationType"], counts.OrganisationTypes, filter.OrganisationType),
        texts.OfCounted("modality", texts["Releases.Modalities"], counts.Modalities, filter.Modality),
        Years(texts["Releases.Year"], filter, counts),
        texts.OfCounted("weights", texts["Releases.Weights"], counts.Weights, filter.Weights),
        Facets.OfNames("licence", texts["Releases.Licence"], counts.Licences, filter.Licence, code => code),
        texts.OfCounted("origin", texts["Releases.Origin"], counts.Origins, filter.Origin),
        texts.OfCounted("kind", texts["Releases.Kind"], counts.Kinds, filter.Kind),
    ];

    // The newest first.
    private static Facet Years(string title, ReleaseFilter filter, ReleaseFacets counts) => new(
        "year",
        title,
        [.. counts.Years.Keys.Union(filter.Year.Included.OfType<int>()).OrderDescending()
            .Select(year => (Year: year, Text: year.ToString("D4", CultureInfo.InvariantCulture)))
            .Select(pair => new FacetChoice(pair.Text, pair.Text, counts.Years.GetValueOrDefault(pair.Year), filter.Year.Included.Contains(pair.Year)))]);
}
