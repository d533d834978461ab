using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Makes the filters of a list from what was asked.</summary>
public static class Facets
{
    /// <summary>One choice for each code of a list.</summary>
    public static Facet OfCodes<TEnum>(this IStringLocalizer<Interface> texts, string name, string title, AnyOf<TEnum> asked)
        where TEnum : struct, Enum => new(
        name,
        title,
        [.. Enum.GetValues<TEnum>().Select(value => new FacetChoice(value.Code(), texts.Label(value), null, asked.Included.Contains(value)))]);

    /// <summary>One choice for each code that records have or that is asked for, with how many have it.</summary>
    public static Facet OfCounted<TEnum>(
        this IStringLocalizer<Interface> texts, string name, string title, IReadOnlyDictionary<TEnum, int> counts, AnyOf<TEnum> asked)
        where TEnum : struct, Enum => new(name, title, [.. Counted(counts, asked.Included).Order()
            .Select(value => new FacetChoice(value.Code(), texts.Label(value), counts.GetValueOrDefault(value), asked.Included.Contains(value)))]);

    /// <summary>The same for the tiers of sources.</summary>
    public static Facet OfTiers(this IStringLocalizer<Interface> texts, string title, IReadOnlyDictionary<int, int> counts, AnyOf<int> asked) => new(
        "tier",
        title,
        [.. Counted(counts, asked.Included).Where(tier => tier > 0).Order()
            .Select(tier => new FacetChoice($"{tier}", texts.Label("Tier", $"{tier}"), counts.GetValueOrDefault(tier), asked.Included.Contains(tier)))]);

    /// <summary>The same for yes and no, in this order.</summary>
    public static Facet OfAnswers(string name, string title, IReadOnlyDictionary<bool, int> counts, AnyOf<bool> asked, Func<bool, string> label) => new(
        name,
        title,
        [.. Counted(counts, asked.Included).OrderDescending()
            .Select(yes => new FacetChoice(yes ? "true" : "false", label(yes), counts.GetValueOrDefault(yes), asked.Included.Contains(yes)))]);

    /// <summary>The same for years, the newest first.</summary>
    public static Facet OfYears(string name, string title, IReadOnlyDictionary<int, int> counts, IReadOnlyCollection<int> asked) => new(
        name,
        title,
        [.. Counted(counts, asked).OrderDescending()
            .Select(year => (Year: year, Text: year.ToString("D4", CultureInfo.InvariantCulture)))
            .Select(pair => new FacetChoice(pair.Text, pair.Text, counts.GetValueOrDefault(pair.Year), asked.Contains(pair.Year)))]);

    /// <summary>The same for values that the data gives, most records first.</summary>
    public static Facet OfNames(string name, string title, IReadOnlyDictionary<string, int> counts, AnyOf<string> asked, Func<string, string> label) => new(
        name,
        title,
        [.. Counted(counts, asked.Included)
            .Select(value => new FacetChoice(value, label(value), counts.GetValueOrDefault(value), asked.Included.Contains(value)))
            .OrderByDescending(choice => choice.Count).ThenBy(choice => choice.Label, StringComparer.CurrentCultureIgnoreCase)]);

    /// <summary>One choice for each country that has records, most records first, named in the reader's language.</summary>
    public static Facet OfCountries(
        this IStringLocalizer<Interface> texts, string name, string title, IReadOnlyList<(CountryLabel Country, int Count)> counted, AnyOf<string> asked) => new(
        name,
        title,
        [.. counted.Select(pair => new FacetChoice(
                pair.Country.Code, pair.Country.NameIn(texts["Language"]), pair.Count, asked.Included.Contains(pair.Country.Code)))
            .OrderByDescending(choice => choice.Count).ThenBy(choice => choice.Label, StringComparer.CurrentCultureIgnoreCase)]);

    /// <summary>With one choice more, for the records that have no value.</summary>
    public static Facet WithUnknown(this Facet facet, string label, int count, bool isAsked) => count == 0 && !isAsked
        ? facet
        : facet with { Choices = [.. facet.Choices, new FacetChoice(QueryParameters.Unknown, label, count, isAsked)] };

    private static IEnumerable<T> Counted<T>(IReadOnlyDictionary<T, int> counts, IEnumerable<T> asked) => counts.Keys.Union(asked);
}
