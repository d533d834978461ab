using System.Linq.Expressions;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Search;

/// <summary>
/// The text of each noun in which words are looked for, by its own list and by the search over everything alike,
/// so that both find the same records. Grants are too many for that: <see cref="Grants.GrantWords"/>.
/// </summary>
internal static class SearchedText
{
    public static Expression<Func<Programme, string>> OfProgramme { get; } = programme =>
        programme.Name + " " + programme.NameOriginal + " " + programme.Country.NameEn + " " + programme.Country.NameFr + " " + programme.Country.OfficialNameEn + " "
        + programme.Description + " " + programme.Reference;

    public static Expression<Func<Announcement, string>> OfAnnouncement { get; } = announcement =>
        announcement.Title + " " + announcement.Speaker + " " + announcement.Summary + " " + announcement.StatedOn.Year + " " + announcement.Reference;

    // The amount is written out, since a source in another language, or with other units, has other words for it. Dollars are used by many countries.
    public static Expression<Func<Figure, string>> OfFigure { get; } = figure =>
        figure.Programme.Name + " " + figure.Programme.NameOriginal + " " + figure.Programme.Country.NameEn + " " + figure.Programme.Country.NameFr + " "
        + figure.Programme.Country.OfficialNameEn + " " + figure.Announcement.Title + " " + figure.Announcement.StatedOn.Year + " " + figure.Evidence + " " + figure.Reference + " "
        + (figure.AmountLow == figure.AmountHigh ? "" : figure.AmountLow >= 1e12m ? (double)figure.AmountLow / 1e12 + "tn "
            : figure.AmountLow >= 1e9m ? (double)figure.AmountLow / 1e9 + "bn "
            : figure.AmountLow >= 1e6m ? (double)figure.AmountLow / 1e6 + "m " : "")
        + (figure.AmountHigh >= 1e12m ? (double)figure.AmountHigh / 1e12 + "tn"
            : figure.AmountHigh >= 1e9m ? (double)figure.AmountHigh / 1e9 + "bn"
            : figure.AmountHigh >= 1e6m ? (double)figure.AmountHigh / 1e6 + "m" : "")
        + " " + figure.CurrencyCode + " " + figure.Currency.Name.Replace("US Dollar", "Dollar");

    public static Expression<Func<Organisation, string>> OfOrganisation { get; } = organisation =>
        organisation.Name + " " + organisation.Note + " " + organisation.Reference;

    public static Expression<Func<Release, string>> OfRelease { get; } = release =>
        release.Name + " " + string.Join(" ", release.DeveloperNames) + " " + release.Licence + " " + release.LicenceAsStated + " " + release.Reference;

    public static Expression<Func<GovernanceMeasure, string>> OfGovernanceMeasure { get; } = measure =>
        measure.Name + " " + measure.Country.NameEn + " " + measure.Country.NameFr + " " + measure.Country.OfficialNameEn + " "
        + measure.Body + " " + measure.Description + " " + measure.StatusNote + " " + measure.Reference;

    public static Expression<Func<Source, string>> OfSource { get; } = source =>
        source.Title + " " + source.Publisher + " " + source.Url + " " + source.Reference;

    public static Expression<Func<Country, string>> OfCountry { get; } = country =>
        country.NameEn + " " + country.NameFr + " " + country.OfficialNameEn + " " + country.Code + " " + country.Alpha3;
}
