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
        this IStringLocalizer<Interface> texts, ReleaseFilter filter, ReleaseFacets counts, IReadOnlyDictionary<string, CountryLabel> countries) =>
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
        texts.OfCountries("country", texts["Releases.Countries"], Countries(filter, counts, countries), filter.Country),
        texts.OfCounted("organisationType", texts["Releases.OrganisationType"], counts.OrganisationTypes, filter.OrganisationType),
        texts.OfCounted("modality", texts["Releases.Modalities"], counts.Modalities, filter.Modality),
        Named("year", texts["Releases.Year"], Years(filter, counts), filter.Year.Included.OfType<int>().Select(Text)),
        texts.OfCounted("weights", texts["Releases.Weights"], counts.Weights, filter.Weights),
        Named("licence", texts["Releases.Licence"], Licences(filter, counts), filter.Licence.Included),
        texts.OfCounted("origin", texts["Releases.Origin"], counts.Origins, filter.Origin),
        texts.OfCounted("kind", texts["Releases.Kind"], counts.Kinds, filter.Kind),
    ];

    private static IReadOnlyList<(CountryLabel Country, int Count)> Countries(
        ReleaseFilter filter, ReleaseFacets counts, IReadOnlyDictionary<string, CountryLabel> countries) =>
        [.. counts.Countries.Keys.Union(filter.Country.Included).Where(countries.ContainsKey).Select(code => (countries[code], counts.Countries.GetValueOrDefault(code)))];

    private static IEnumerable<(string Value, int Count)> Years(ReleaseFilter filter, ReleaseFacets counts) => counts.Years.Keys
        .Union(filter.Year.Included.OfType<int>()).OrderDescending().Select(year => (Text(year), counts.Years.GetValueOrDefault(year)));

    private static IEnumerable<(string Value, int Count)> Licences(ReleaseFilter filter, ReleaseFacets counts) => counts.Licences.Keys
        .Union(filter.Licence.Included).Select(code => (Code: code, Count: counts.Licences.GetValueOrDefault(code)))
        .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Code, StringComparer.Ordinal);

    private static Facet Named(string name, string title, IEnumerable<(string Value, int Count)> values, IEnumerable<string> asked)
    {
        var chosen = asked.ToHashSet(StringComparer.Ordinal);
        return new Facet(name, title, [.. values.Select(pair => new FacetChoice(pair.Value, pair.Value, pair.Count, chosen.Contains(pair.Value)))]);
    }

    private static string Text(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
