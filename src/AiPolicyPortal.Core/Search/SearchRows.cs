using System.Linq.Expressions;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Search;

/// <summary>Each kind of record as the search sees it.</summary>
internal static class SearchRows
{
    public static Expression<Func<Programme, SearchRow>> OfProgramme { get; } = programme => new SearchRow
    {
        Ref = programme.Reference,
        Name = programme.Name,
        Names = programme.Name + " " + programme.NameOriginal,
        Body = programme.Description,
        Date = PartialDate.From(programme.StartOn, programme.StartPrecision),
    };

    public static Expression<Func<Announcement, SearchRow>> OfAnnouncement { get; } = announcement => new SearchRow
    {
        Ref = announcement.Reference,
        Name = announcement.Title,
        Names = announcement.Title + " " + announcement.Speaker,
        Body = announcement.Summary,
        Date = new PartialDate(announcement.StatedOn, announcement.StatedPrecision),
    };

    public static Expression<Func<Figure, SearchRow>> OfFigure { get; } = figure => new SearchRow
    {
        Ref = figure.Reference,
        Name = figure.Programme.Name,
        Names = figure.Programme.Name + " " + figure.Programme.NameOriginal,
        Body = figure.Evidence,
        Date = new PartialDate(figure.Announcement.StatedOn, figure.Announcement.StatedPrecision),
        Money = new Money(figure.AmountLow, figure.AmountHigh, figure.CurrencyCode, figure.Currency.MinorUnit, figure.Nature, figure.Basis),
    };

    public static Expression<Func<Grant, SearchRow>> OfGrant { get; } = grant => new SearchRow
    {
        Ref = grant.Reference,
        Name = grant.Title,
        Names = grant.Title,
        Body = grant.Programme == null ? null : grant.Programme.Name,
        Date = PartialDate.From(grant.AwardedOn, grant.AwardedPrecision),
        Money = new Money(
            grant.Amount, grant.Amount, grant.CurrencyCode, grant.Currency.MinorUnit,
            grant.Amount == null ? Nature.Undisclosed : Nature.Exact, AmountBasis.Total),
    };

    public static Expression<Func<Organisation, SearchRow>> OfOrganisation { get; } = organisation => new SearchRow
    {
        Ref = organisation.Reference,
        Name = organisation.Name,
        Names = organisation.Name,
        Body = organisation.Note,
    };

    public static Expression<Func<Release, SearchRow>> OfRelease { get; } = release => new SearchRow
    {
        Ref = release.Reference,
        Name = release.Name,
        Names = release.Name + " " + string.Join(" ", release.DeveloperNames),
        Body = string.Join(", ", release.DeveloperNames),
        Date = PartialDate.From(release.ReleasedOn, release.ReleasedPrecision),
    };

    public static Expression<Func<GovernanceMeasure, SearchRow>> OfGovernanceMeasure { get; } = measure => new SearchRow
    {
        Ref = measure.Reference,
        Name = measure.Name,
        Names = measure.Name + " " + measure.Body,
        Body = measure.Description,
        Date = PartialDate.From(measure.AdoptedOn, measure.AdoptedPrecision),
    };

    public static Expression<Func<Source, SearchRow>> OfSource { get; } = source => new SearchRow
    {
        Ref = source.Reference,
        Name = source.Title ?? source.Url,
        Names = source.Title + " " + source.Publisher,
        Body = source.Publisher,
        Date = PartialDate.From(source.PublishedOn, source.PublishedPrecision),
    };

    public static Expression<Func<Country, SearchRow>> OfCountry { get; } = country => new SearchRow
    {
        Ref = country.Code,
        Name = country.NameEn,
        NameFr = country.NameFr,
        Names = country.NameEn + " " + country.NameFr,
        Body = country.Subregion ?? country.Region,
    };
}
