using AiPolicyPortal.Core.Openness;
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
        this IStringLocalizer<Interface> texts, ReleaseFilter filter, ReleaseFacets counts)
    {
        return
        [
            texts.OfCounted("mof", texts["Openness.MofFacet"], counts.Mof, filter.Mof),
            texts.OfCounted("osaid", texts["Openness.OsaidFacet"], counts.Osaid, filter.Osaid),
            texts.OfCounted("grid", texts["Openness.GridFacet"], counts.Grid, filter.Grid),
            texts.OfCounted("licenceFamily", texts["Releases.LicenceFamily"], counts.LicenceFamilies, filter.LicenceFamily),
            new Facet("funded", texts["Releases.Money"],
            [
                Funding("true", "Releases.Funded", counts.Funded.GetValueOrDefault("true"), true),
                Funding("false", "Open.OtherPayer", counts.Funded.GetValueOrDefault("false"), false),
                Funding(QueryParameters.Unknown, "Open.PayerUnknown", counts.Unknown["funded"], null),
            ]),
            WithUnknown(
                texts.OfCountries("payingCountry", texts["Grants.PayingCountry"], counts.PayingCountries, filter.PayingCountry.Known()),
                filter.PayingCountry.Included.Contains(QueryParameters.Unknown)),
            WithUnknown(texts.OfCountries("country", texts["Releases.Countries"], counts.Countries, filter.Country.Known()), filter.Country.Included.Contains(QueryParameters.Unknown)),
            WithUnknown(
                texts.OfCounted("organisationType", texts["Releases.OrganisationType"], counts.OrganisationTypes, filter.OrganisationType.Known()),
                filter.OrganisationType.Included.Contains(null)),
            texts.OfCounted("modality", texts["Releases.Modalities"], counts.Modalities, filter.Modality),
            WithUnknown(Facets.OfYears("year", texts["Releases.Year"], counts.Years, [.. filter.Year.Included.OfType<int>()]), filter.Year.Included.Contains(null)),
            texts.OfCounted("weights", texts["Releases.Weights"], counts.Weights, filter.Weights),
            WithUnknown(Facets.OfNames("licence", texts["Releases.Licence"], counts.Licences, filter.Licence.Known(), LicenceName), filter.Licence.Included.Contains(QueryParameters.Unknown)),
            texts.OfCounted("origin", texts["Releases.Origin"], counts.Origins, filter.Origin),
            texts.OfCounted("kind", texts["Releases.Kind"], counts.Kinds, filter.Kind),
        ];

        FacetChoice Funding(string value, string text, int count, bool? isFunded) => new(value, texts[text], count, filter.Funded.Included.Contains(isFunded));

        Facet WithUnknown(Facet facet, bool isAsked) => facet.WithUnknown(texts["Facet.NotRecorded"], counts.Unknown[facet.Name], isAsked);
    }

    // Identifiers of the SPDX list are what people know; one of the portal's own says less than the licence's name.
    private static string LicenceName(string identifier) =>
        LicenceBook.IsReference(identifier) ? LicenceBook.Shipped.Find(identifier)?.Name ?? identifier : identifier;
}
