using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Releases;

/// <summary>Which releases are asked for; the same on the page and in the API.</summary>
public sealed record ReleaseFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Organisation { get; init; } = AnyOf<string>.Everything;

    public AnyOf<ReleaseKind> Kind { get; init; } = AnyOf<ReleaseKind>.Everything;

    public AnyOf<Modality> Modality { get; init; } = AnyOf<Modality>.Everything;

    public AnyOf<string> Licence { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Assessor> Origin { get; init; } = AnyOf<Assessor>.Everything;

    /// <summary>Availability of the end weights, by the least open judgement of those who know.</summary>
    public AnyOf<Availability> Weights { get; init; } = AnyOf<Availability>.Everything;

    /// <summary>The class in the Model Openness Framework that is surely reached, or why none is.</summary>
    public AnyOf<MofClass> Mof { get; init; } = AnyOf<MofClass>.Everything;

    /// <summary>The verdict of the Open Source AI Definition.</summary>
    public AnyOf<OsaidVerdict> Osaid { get; init; } = AnyOf<OsaidVerdict>.Everything;

    /// <summary>How much of the grid in the manner of the European Open Source AI Index is open.</summary>
    public AnyOf<OpenShare> Grid { get; init; } = AnyOf<OpenShare>.Everything;

    public AnyOf<LicenceFamily> LicenceFamily { get; init; } = AnyOf<LicenceFamily>.Everything;

    /// <summary>What kind of organisation a developer that the portal knows is; null for releases of which it knows none.</summary>
    public AnyOf<OrganisationType?> OrganisationType { get; init; } = AnyOf<OrganisationType?>.Everything;

    /// <summary>Year of release; null for those without a date.</summary>
    public AnyOf<int?> Year { get; init; } = AnyOf<int?>.Everything;

    /// <summary>Whether public money paid for it, as <see cref="ReleaseItem.HasPublicFunding"/> says; null for those of which it is not known.</summary>
    public AnyOf<bool?> Funded { get; init; } = AnyOf<bool?>.Everything;

    /// <summary>Programmes that paid, or one of whose grants did.</summary>
    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    /// <summary>Organisations that paid, or one of whose grants did.</summary>
    public AnyOf<string> Funder { get; init; } = AnyOf<string>.Everything;

    /// <summary>Whose money paid, public or not; unknown for releases of whose payers no country is known.</summary>
    public AnyOf<string> PayingCountry { get; init; } = AnyOf<string>.Everything;

    public DateRange Released { get; init; } = DateRange.Open;

    /// <summary>Whether a date of release is recorded; null for all.</summary>
    public bool? IsReleased { get; init; }

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Release> SortKeys { get; } = new SortKeys<Release>(release => release.Id, "-released")
        .Add("released", release => release.ReleasedOn ?? DateOnly.MinValue)
        .Add("name", release => EF.Functions.Unaccent(release.Name.ToLower()))
        // Where too little is known, that is no place in the order of how much is open.
        .Add(
            "openness",
            release => release.Assessment == null ? 0 : (2 * release.Assessment.GridOpen) + release.Assessment.GridPartial,
            release => release.Assessment == null || release.Assessment.Grid == OpenShare.Unknown ? 1 : 0)
        .Add("parameters", release => release.Parameters ?? 0)
        .Add("updatedAt", release => release.UpdatedAt)
        .Add("added", release => release.RecordedAt);

    public static ReleaseFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodesOrUnknown("country"),
        Organisation = parameters.References("organisation"),
        Kind = parameters.Codes<ReleaseKind>("kind"),
        Modality = parameters.Codes<Modality>("modality"),
        Licence = parameters.LicenceCodes("licence").Select(DeprecatedLicences.Current),
        Origin = parameters.Codes<Assessor>("origin"),
        Weights = parameters.Codes<Availability>("weights"),
        Mof = parameters.Codes<MofClass>("mof"),
        Osaid = parameters.Codes<OsaidVerdict>("osaid"),
        Grid = parameters.Codes<OpenShare>("grid"),
        LicenceFamily = parameters.Codes<LicenceFamily>("licenceFamily"),
        OrganisationType = parameters.CodesOrUnknown<OrganisationType>("organisationType"),
        Year = parameters.NumbersOrUnknown("year", 1950, 2100),
        Funded = parameters.FlagsOrUnknown("funded"),
        Programme = parameters.References("programme"),
        Funder = parameters.References("funder"),
        PayingCountry = parameters.CountryCodesOrUnknown("payingCountry"),
        Released = parameters.Dates("released"),
        IsReleased = parameters.Flag("released"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
