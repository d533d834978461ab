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
/// <param name="Funded">By <c>true</c>, <c>false</c> and <see cref="QueryParameters.Unknown"/>, as they are asked for.</param>
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
    IReadOnlyDictionary<ReleaseKind, int> Kinds,
    IReadOnlyDictionary<Assessor, int> Origins,
    IReadOnlyDictionary<Availability, int> Weights)
{
    /// <summary>Reads the selection, and once more without each filter in force; filters that are not asked for are counted in the selection itself.</summary>
    internal static async Task<ReleaseFacets> CountAsync(
        ReleaseFilter filter,
        Func<ReleaseFilter, Task<IReadOnlyList<FacetRow>>> read,
        Func<IReadOnlyDictionary<string, int>, Task<IReadOnlyList<(CountryLabel Country, int Count)>>> name)
    {
        var selected = await read(filter);
        return new ReleaseFacets(
            Count(await Without(filter.Mof, filter with { Mof = AnyOf<MofClass>.Everything }), row => One(row.Mof)),
            Count(await Without(filter.Osaid, filter with { Osaid = AnyOf<OsaidVerdict>.Everything }), row => One(row.Osaid)),
            Count(await Without(filter.Grid, filter with { Grid = AnyOf<OpenShare>.Everything }), row => One(row.Grid)),
            Count(await Without(filter.LicenceFamily, filter with { LicenceFamily = AnyOf<LicenceFamily>.Everything }), row => One(row.LicenceFamily)),
            Count(await Without(filter.Licence, filter with { Licence = AnyOf<string>.Everything }), row => row.LicenceIdentifiers),
            await name(Count(await Without(filter.Country, filter with { Country = AnyOf<string>.Everything }), row => row.Countries)),
            Count(await Without(filter.OrganisationType, filter with { OrganisationType = AnyOf<OrganisationType>.Everything }), row => row.OrganisationTypes),
            Count(await Without(filter.Modality, filter with { Modality = AnyOf<Modality>.Everything }), row => row.Modalities),
            Count(await Without(filter.Year, filter with { Year = AnyOf<int?>.Everything }), row => One(row.Year)),
            Count<string>(await Without(filter.Funded, filter with { Funded = AnyOf<bool?>.Everything }), row => [row.Funded switch { true => "true", false => "false", _ => QueryParameters.Unknown }]),
            Count(await Without(filter.Kind, filter with { Kind = AnyOf<ReleaseKind>.Everything }), row => One<ReleaseKind>(row.Kind)),
            Count(await Without(filter.Origin, filter with { Origin = AnyOf<Assessor>.Everything }), row => One<Assessor>(row.Origin)),
            Count(await Without(filter.Weights, filter with { Weights = AnyOf<Availability>.Everything }), row => One<Availability>(row.Weights.Count == 0 ? null : row.Weights.LeastOpen())));

        Task<IReadOnlyList<FacetRow>> Without<T>(AnyOf<T> asked, ReleaseFilter others) => asked.IsEverything ? Task.FromResult(selected) : read(others);
    }

    private static IReadOnlyList<T> One<T>(T? value)
        where T : struct => value is { } one ? [one] : [];

    private static Dictionary<T, int> Count<T>(IReadOnlyList<FacetRow> rows, Func<FacetRow, IReadOnlyList<T>> values)
        where T : notnull => rows.SelectMany(row => values(row).Distinct()).CountBy(value => value).ToDictionary();
}

/// <summary>How many releases of a year have the same results; the year is null where no date is recorded.</summary>
public sealed record YearOfOpenness(int? Year, MofClass Mof, OsaidVerdict Osaid, OpenShare Grid, int Count);
