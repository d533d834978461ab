using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Releases;

/// <summary>What of a release is counted.</summary>
internal sealed record FacetRow(
    MofClass? Mof,
    OsaidVerdict? Osaid,
    OpenShare? Grid,
    LicenceFamily? LicenceFamily,
    string? Licence,
    IReadOnlyList<string> Countries,
    IReadOnlyList<OrganisationType> OrganisationTypes,
    IReadOnlyList<Modality> Modalities,
    int? Year,
    bool? Funded,
    IReadOnlyList<string> PayingCountries,
    ReleaseKind Kind,
    Assessor Origin,
    IReadOnlyList<Availability> Weights)
{
    /// <summary>SPDX identifiers in the licence expression.</summary>
    public IReadOnlyList<string> LicenceIdentifiers =>
        Licence is not null && LicenceBook.Shipped.Read(Licence).Expression is { } expression ? [.. expression.Identifiers] : [];
}

/// <summary>How many releases each value has; a release with several values counts under each. Values that no release has are left out.</summary>
/// <param name="Years">Year to number, the newest first.</param>
/// <param name="Unknown">How many have no value, by the name of the filter, which asks for them by <see cref="QueryParameters.Unknown"/>.</param>
/// <param name="Funded">By <c>true</c> and <c>false</c>, as they are asked for.</param>
public sealed record ReleaseFacets(
    IReadOnlyDictionary<MofClass, int> Mof,
    IReadOnlyDictionary<OsaidVerdict, int> Osaid,
    IReadOnlyDictionary<OpenShare, int> Grid,
    IReadOnlyDictionary<LicenceFamily, int> LicenceFamilies,
    IReadOnlyDictionary<string, int> Licences,
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<OrganisationType, int> OrganisationTypes,
    IReadOnlyDictionary<Modality, int> Modalities,
    IReadOnlyDictionary<int, int> Years,
    IReadOnlyDictionary<string, int> Funded,
    IReadOnlyList<(CountryLabel Country, int Count)> PayingCountries,
    IReadOnlyDictionary<ReleaseKind, int> Kinds,
    IReadOnlyDictionary<Assessor, int> Origins,
    IReadOnlyDictionary<Availability, int> Weights,
    IReadOnlyDictionary<string, int> Unknown)
{
    /// <summary>Reads the selection, and once more without each filter in force; filters that are not asked for are counted in the selection itself.</summary>
    internal static async Task<ReleaseFacets> CountAsync(
        ReleaseFilter filter,
        Func<ReleaseFilter, Task<IReadOnlyList<FacetRow>>> read,
        Func<IReadOnlyDictionary<string, int>, AnyOf<string>, Task<IReadOnlyList<(CountryLabel Country, int Count)>>> name)
    {
        var selected = await read(filter);
        var unknown = new Dictionary<string, int>();
        return new ReleaseFacets(
            await Of("mof", filter.Mof, filter with { Mof = AnyOf<MofClass>.Everything }, row => One(row.Mof)),
            await Of("osaid", filter.Osaid, filter with { Osaid = AnyOf<OsaidVerdict>.Everything }, row => One(row.Osaid)),
            await Of("grid", filter.Grid, filter with { Grid = AnyOf<OpenShare>.Everything }, row => One(row.Grid)),
            await Of("licenceFamily", filter.LicenceFamily, filter with { LicenceFamily = AnyOf<LicenceFamily>.Everything }, row => One(row.LicenceFamily)),
            await Of("licence", filter.Licence, filter with { Licence = AnyOf<string>.Everything }, row => row.LicenceIdentifiers),
            await name(await Of("country", filter.Country, filter with { Country = AnyOf<string>.Everything }, row => row.Countries), filter.Country),
            await Of("organisationType", filter.OrganisationType, filter with { OrganisationType = AnyOf<OrganisationType?>.Everything }, row => row.OrganisationTypes),
            await Of("modality", filter.Modality, filter with { Modality = AnyOf<Modality>.Everything }, row => row.Modalities),
            await Of("year", filter.Year, filter with { Year = AnyOf<int?>.Everything }, row => One(row.Year)),
            await Of<bool?, string>("funded", filter.Funded, filter with { Funded = AnyOf<bool?>.Everything }, row => row.Funded is { } isFunded ? [isFunded ? "true" : "false"] : []),
            await name(await Of("payingCountry", filter.PayingCountry, filter with { PayingCountry = AnyOf<string>.Everything }, row => row.PayingCountries), filter.PayingCountry),
            await Of("kind", filter.Kind, filter with { Kind = AnyOf<ReleaseKind>.Everything }, row => One<ReleaseKind>(row.Kind)),
            await Of("origin", filter.Origin, filter with { Origin = AnyOf<Assessor>.Everything }, row => One<Assessor>(row.Origin)),
            await Of("weights", filter.Weights, filter with { Weights = AnyOf<Availability>.Everything }, row => One<Availability>(row.Weights.LeastOpen())),
            unknown);

        async Task<IReadOnlyDictionary<TValue, int>> Of<TAsked, TValue>(string filterName, AnyOf<TAsked> asked, ReleaseFilter others, Func<FacetRow, IReadOnlyList<TValue>> values)
            where TValue : notnull
        {
            List<IReadOnlyList<TValue>> found = [.. (asked.IsEverything ? selected : await read(others)).Select(values)];
            unknown.Add(filterName, found.Count(own => own.Count == 0));
            return found.SelectMany(own => own.Distinct()).CountBy(value => value).ToDictionary();
        }
    }

    private static IReadOnlyList<T> One<T>(T? value)
        where T : struct => value is { } one ? [one] : [];
}

/// <summary>How many releases of a year have the same results; the year is null where no date is recorded.</summary>
public sealed record YearOfOpenness(int? Year, MofClass Mof, OsaidVerdict Osaid, OpenShare Grid, int Count);
