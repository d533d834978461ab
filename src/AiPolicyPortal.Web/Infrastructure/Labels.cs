using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Words for codes and counts, in the language of the request.</summary>
public static class Labels
{
    /// <summary>The word for a code of a list, such as <c>Label("Stage", "announced")</c>; the code itself where the list has none.</summary>
    public static string Label(this IStringLocalizer<Interface> texts, string list, string code)
    {
        var label = texts[$"{list}.{code}"];
        return label.ResourceNotFound ? code : label.Value;
    }

    /// <summary>The word for a code, its list being the name of its enumeration.</summary>
    public static string Label(this IStringLocalizer<Interface> texts, Enum value) => texts.Label(value.GetType().Name, CodeExtensions.CodeOf(value));

    /// <summary>Whose money at which stage, such as "announced public money".</summary>
    public static string MoneyOf(this IStringLocalizer<Interface> texts, Stage stage, IReadOnlyCollection<FunderType> funders) => texts[
        "Totals.MoneyOf",
        texts.Label(stage).ToLower(CultureInfo.CurrentCulture),
        texts.MoneyOf(funders)];

    /// <summary>Whose money, such as "public money".</summary>
    public static string MoneyOf(this IStringLocalizer<Interface> texts, IReadOnlyCollection<FunderType> funders) => funders.Count == 1
        ? texts[$"MoneyOf.{funders.First().Code()}"].Value
        : texts["MoneyOf.several", Listed(texts, funders)].Value;

    /// <summary>"stated 2018–2024", "stated from 2018 on"; empty when the range is open.</summary>
    public static string Years(this IStringLocalizer<Interface> texts, YearRange years) => (years.From, years.To) switch
    {
        (null, null) => "",
        (int from, null) => texts["Years.From", from],
        (null, int to) => texts["Years.To", to],
        (int from, int to) when from == to => texts["Years.In", from],
        (int from, int to) => texts["Years.Between", from, to],
    };

    /// <summary>Whose rates an amount was converted by, in words.</summary>
    /// <param name="series">Codes of series, joined by <c> + </c> as answers to machines name them.</param>
    public static string Rates(this IStringLocalizer<Interface> texts, string? series) =>
        string.Join(" + ", (series ?? "").Split(" + ").Select(code => texts[$"Series.{code}"].Value));

    private static string Listed(IStringLocalizer<Interface> texts, IEnumerable<FunderType> funders) =>
        string.Join(", ", funders.Select(funder => texts.Label(funder).ToLower(CultureInfo.CurrentCulture)));

    /// <summary>An instant in UTC: the day alone where it is the end of one, else to the second.</summary>
    public static string Moment(this IStringLocalizer<Interface> texts, DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc.AddSeconds(1).Date > utc.Date
            ? PartialDateText.Words(PartialDate.OfDay(DateOnly.FromDateTime(utc)))
            : texts["Past.Moment", PartialDateText.Words(PartialDate.OfDay(DateOnly.FromDateTime(utc))), utc.ToString("HH:mm:ss", CultureInfo.InvariantCulture)];
    }

    /// <summary>A number in the reader's language, its minus a true one.</summary>
    public static string Whole(long number) => number.ToString("N0", CultureInfo.CurrentCulture).Replace('-', '−');

    /// <summary>A number with its noun, such as "1 grant" or "1,234 grants"; <paramref name="noun"/> is a <c>Count.</c> key (<c>Grants</c>).</summary>
    public static string Count(this IStringLocalizer<Interface> texts, string noun, long number)
    {
        // French counts zero with the singular.
        var singular = number is 1 or -1 || (number == 0 && texts["Language"].Value == "fr");
        return texts[$"Count.{noun}.{(singular ? "one" : "other")}", Whole(number)];
    }
}
