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
        where TEnum : struct, Enum => new(
        name,
        title,
        [.. Enum.GetValues<TEnum>().Where(value => counts.ContainsKey(value) || asked.Included.Contains(value)).Select(value =>
            new FacetChoice(value.Code(), texts.Label(value), counts.GetValueOrDefault(value), asked.Included.Contains(value)))]);

    /// <summary>One choice for each tier of sources.</summary>
    public static Facet OfTiers(this IStringLocalizer<Interface> texts, string title, AnyOf<int> asked) => new(
        "tier",
        title,
        [.. Enumerable.Range(1, 4).Select(tier => (Code: $"{tier}", Tier: tier))
            .Select(pair => new FacetChoice(pair.Code, texts.Label("Tier", pair.Code), null, asked.Included.Contains(pair.Tier)))]);

    /// <summary>One choice for each country that has records, most records first, named in the reader's language.</summary>
    public static Facet OfCountries(
        this IStringLocalizer<Interface> texts, string name, string title, IReadOnlyList<(CountryLabel Country, int Count)> counted, AnyOf<string> asked) => new(
        name,
        title,
        [.. counted.Select(pair => new FacetChoice(
                pair.Country.Code, pair.Country.NameIn(texts["Language"]), pair.Count, asked.Included.Contains(pair.Country.Code)))
            .OrderByDescending(choice => choice.Count).ThenBy(choice => choice.Label, StringComparer.CurrentCultureIgnoreCase)]);
}
