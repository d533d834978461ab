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

    /// <summary>Availability of the end weights, whoever judged it.</summary>
    public AnyOf<Availability> Weights { get; init; } = AnyOf<Availability>.Everything;

    /// <summary>Whether a source says that public money paid for it; null for all.</summary>
    public bool? Funded { get; init; }

    public DateRange Released { get; init; } = DateRange.Open;

    /// <summary>Whether a date of release is recorded; null for all.</summary>
    public bool? IsReleased { get; init; }

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Release> SortKeys { get; } = new SortKeys<Release>(release => release.Id, "-released")
        .Add("released", release => release.ReleasedOn ?? DateOnly.MinValue)
        .Add("name", release => EF.Functions.Unaccent(release.Name.ToLower()))
        .Add("parameters", release => release.Parameters ?? 0)
        .Add("updatedAt", release => release.UpdatedAt);

    public static ReleaseFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        Organisation = parameters.References("organisation"),
        Kind = parameters.Codes<ReleaseKind>("kind"),
        Modality = parameters.Codes<Modality>("modality"),
        Licence = parameters.LicenceCodes("licence"),
        Origin = parameters.Codes<Assessor>("origin"),
        Weights = parameters.Codes<Availability>("weights"),
        Funded = parameters.Flag("funded"),
        Released = parameters.Dates("released"),
        IsReleased = parameters.Flag("released"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
