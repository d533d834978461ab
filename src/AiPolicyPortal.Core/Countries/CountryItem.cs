using System.Linq.Expressions;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Countries;

/// <summary>A country as lists show it, with how many records the portal has of it.</summary>
public sealed record CountryItem
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string NameFr { get; init; }

    public required CountryKind Kind { get; init; }

    public required string? Region { get; init; }

    public required string? Subregion { get; init; }

    /// <summary>ISO 4217 code; null where there is none or several.</summary>
    public required string? Currency { get; init; }

    public required int ProgrammeCount { get; init; }

    /// <summary>Figures of its programmes.</summary>
    public required int FigureCount { get; init; }

    /// <summary>Grants with a recipient in this country, whoever paid; each once.</summary>
    public required int GrantCount { get; init; }

    /// <summary>Grants made under its programmes, wherever the recipients are.</summary>
    public required int ProgrammeGrantCount { get; init; }

    /// <summary>Releases with a developer in this country.</summary>
    public required int ReleaseCount { get; init; }

    public required int GovernanceCount { get; init; }

    public required int OrganisationCount { get; init; }

    /// <summary>
    /// When the newest of its programmes, their figures, its measures, releases and organisations came or changed, UTC; null where there is none. Its grants
    /// have a feed of their own.
    /// </summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The name in the reader's language: French for <c>fr</c>, English for any other.</summary>
    public string NameIn(string language) => language == "fr" ? NameFr : Name;

    internal static Expression<Func<Country, CountryItem>> Projection(PortalDbContext db) => country => new CountryItem
    {
        Code = country.Code,
        Name = country.NameEn,
        NameFr = country.NameFr,
        Kind = country.Kind,
        Region = country.Region,
        Subregion = country.Subregion,
        Currency = country.CurrencyCode,
        ProgrammeCount = db.Programmes.Count(programme => programme.CountryCode == country.Code && programme.WithdrawnAt == null),
        FigureCount = db.Figures.Count(figure => figure.Programme.CountryCode == country.Code && figure.WithdrawnAt == null),
        GrantCount = db.GrantCounts.Where(grants => grants.CountryCode == country.Code).Sum(grants => grants.Count),
        ProgrammeGrantCount = db.GrantCounts.Where(grants => db.Programmes.Any(
            programme => programme.Id == grants.ProgrammeId && programme.CountryCode == country.Code)).Sum(grants => grants.Count),
        ReleaseCount = db.Releases.Count(release => release.WithdrawnAt == null && release.CountryCodes.Contains(country.Code)),
        GovernanceCount = db.GovernanceMeasures.Count(measure => measure.CountryCode == country.Code && measure.WithdrawnAt == null),
        OrganisationCount = db.Organisations.Count(organisation =>
            organisation.CountryCode == country.Code && organisation.WithdrawnAt == null && organisation.MergedIntoId == null),
        UpdatedAt = EF.Functions.Greatest(
            db.Programmes.Where(programme => programme.CountryCode == country.Code && programme.WithdrawnAt == null).Max(programme => (DateTimeOffset?)programme.UpdatedAt),
            db.Figures.Where(figure => figure.Programme.CountryCode == country.Code && figure.WithdrawnAt == null).Max(figure => (DateTimeOffset?)figure.UpdatedAt),
            db.GovernanceMeasures.Where(measure => measure.CountryCode == country.Code && measure.WithdrawnAt == null).Max(measure => (DateTimeOffset?)measure.UpdatedAt),
            db.Releases.Where(release => release.WithdrawnAt == null && release.CountryCodes.Contains(country.Code)).Max(release => (DateTimeOffset?)release.UpdatedAt),
            db.Organisations.Where(organisation => organisation.CountryCode == country.Code && organisation.WithdrawnAt == null && organisation.MergedIntoId == null)
                .Max(organisation => (DateTimeOffset?)organisation.UpdatedAt)),
    };
}

/// <summary>A country with its facts, and the first of each kind of its records; the counts say how many there are.</summary>
/// <param name="Alpha3">ISO 3166-1 alpha-3.</param>
/// <param name="Programmes">Those with most figures, at most <see cref="CountryQueries.ProgrammeLimit"/>.</param>
/// <param name="Announcements">The latest about its programmes, at most <see cref="CountryQueries.AnnouncementLimit"/>.</param>
/// <param name="AnnouncementCount">Announcements about its programmes.</param>
/// <param name="Governance">All measures, the latest first.</param>
/// <param name="Releases">The latest with a developer in the country, at most <see cref="CountryQueries.ReleaseLimit"/>.</param>
/// <param name="GrantsPaid">Grants awarded from its public money, summed by year and recipient.</param>
/// <param name="Grants">The latest with a recipient in the country, at most <see cref="CountryQueries.GrantLimit"/>.</param>
public sealed record CountryDetail(
    CountryItem Country,
    string? Alpha3,
    string? OfficialName,
    string? Capital,
    int AnnouncementCount,
    IReadOnlyList<ProgrammeItem> Programmes,
    IReadOnlyList<AnnouncementItem> Announcements,
    IReadOnlyList<GovernanceItem> Governance,
    IReadOnlyList<ReleaseItem> Releases,
    IReadOnlyList<GrantItem> Grants,
    PaidGrants GrantsPaid);
