using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Releases;

/// <summary>What releases can be grouped by: the same as the facets of their list. Groups have counts and no sums.</summary>
internal static class ReleaseGroups
{
    private static readonly OrderedDictionary<string, Func<FacetRow, IEnumerable<string>>> Values = new(StringComparer.Ordinal)
    {
        ["mof"] = release => release.Mof is { } result ? [result.Code()] : [],
        ["osaid"] = release => release.Osaid is { } result ? [result.Code()] : [],
        ["grid"] = release => release.Grid is { } result ? [result.Code()] : [],
        ["licenceFamily"] = release => release.LicenceFamily is { } family ? [family.Code()] : [],
        ["country"] = release => release.Countries,
        ["organisationType"] = release => release.OrganisationTypes.Select(type => type.Code()),
        ["modality"] = release => release.Modalities.Select(modality => modality.Code()),
        ["year"] = release => release.Year is { } year ? [year.ToString("D4", CultureInfo.InvariantCulture)] : [],
        ["funded"] = release => release.Funded is { } funded ? [funded ? "true" : "false"] : [],
        ["payingCountry"] = release => release.PayingCountries,
        ["kind"] = release => [release.Kind.Code()],
        ["origin"] = release => [release.Origin.Code()],
        ["licence"] = release => release.LicenceIdentifiers,
        ["weights"] = release => [release.Weights.LeastOpen().Code()],
    };

    public static IReadOnlyCollection<string> Names => Values.Keys;

    /// <param name="countries">Names in English, by code.</param>
    public static GroupedSelection Of(IReadOnlyCollection<FacetRow> releases, IReadOnlyList<string> by, IReadOnlyDictionary<string, string> countries) =>
        Grouping.Of(releases, by, (release, name) => Values[name](release), _ => []).Named((name, value) => name is "country" or "payingCountry" ? countries.GetValueOrDefault(value) : null);
}
