using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Countries;

/// <summary>Which countries are asked for; the same on the page and in the API.</summary>
public sealed record CountryFilter
{
    public string? Words { get; init; }

    /// <summary>World regions as the reference data names them, such as <c>Europe</c>.</summary>
    public AnyOf<string> Region { get; init; } = AnyOf<string>.Everything;

    public AnyOf<CountryKind> Kind { get; init; } = AnyOf<CountryKind>.Everything;

    /// <summary>Also those of which the portal has no record.</summary>
    public bool All { get; init; }

    /// <summary>Only those with a record other than a grant that came or changed since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<CountryItem> SortKeys { get; } = SortKeysBy("name");

    /// <summary>The keys with the order of names in the reader's language as the default.</summary>
    public static SortKeys<CountryItem> SortKeysIn(string language) => SortKeysBy(language == "fr" ? "nameFr" : "name");

    public static CountryFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Region = parameters.Names("region"),
        Kind = parameters.Codes<CountryKind>("kind"),
        All = parameters.Flag("all") ?? false,
        UpdatedSince = parameters.Since("updatedSince"),
    };

    private static SortKeys<CountryItem> SortKeysBy(string byDefault) => new SortKeys<CountryItem>(country => country.Code, byDefault)
        .Add("name", country => EF.Functions.Unaccent(country.Name.ToLower()))
        .Add("nameFr", country => EF.Functions.Unaccent(country.NameFr.ToLower()))
        .Add("code", country => country.Code)
        .Add("programmes", country => country.ProgrammeCount)
        .Add("figures", country => country.FigureCount)
        .Add("grants", country => country.GrantCount)
        .Add("releases", country => country.ReleaseCount)
        .Add("governance", country => country.GovernanceCount)
        .Add("organisations", country => country.OrganisationCount)
        .Add("updatedAt", country => country.UpdatedAt ?? DateTimeOffset.UnixEpoch);
}
