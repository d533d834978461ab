using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Dates of year, month or day precision, in words and in ISO 8601.</summary>
public static class PartialDateText
{
    /// <summary>"11 March 2024", "March 2024", "2024"; brief: "11 Mar 2024". French writes the first of a month "1er".</summary>
    public static string Words(DateOnly date, string precision, CultureInfo culture, bool brief = false)
    {
        var month = brief ? "MMM" : "MMMM";
        var text = precision switch
        {
            "year" => date.ToString("yyyy", culture),
            "month" => date.ToString($"{month} yyyy", culture),
            "day" => date.ToString($"d {month} yyyy", culture),
            _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "Expected year, month or day."),
        };
        return precision == "day" && date.Day == 1 && culture.TwoLetterISOLanguageName == "fr" ? $"1er{text[1..]}" : text;
    }

    /// <summary>The day of an instant, UTC, in the language of the request.</summary>
    public static string Day(DateTimeOffset instant, bool brief = false) =>
        Words(DateOnly.FromDateTime(instant.UtcDateTime), "day", CultureInfo.CurrentCulture, brief);

    /// <summary>The same in the language of the request.</summary>
    public static string Words(PartialDate date) => Words(date.LastDay, date.Precision.Code(), CultureInfo.CurrentCulture);

    /// <summary><c>2024</c>, <c>2024-03</c> or <c>2024-03-11</c>.</summary>
    public static string Iso(DateOnly date, string precision) => precision switch
    {
        "year" => date.ToString("yyyy", CultureInfo.InvariantCulture),
        "month" => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
