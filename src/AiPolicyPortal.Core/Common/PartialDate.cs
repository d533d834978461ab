using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AiPolicyPortal.Core.Common;

/// <summary>How much of a <see cref="PartialDate"/> its source gave.</summary>
public enum DatePrecision
{
    Year,
    Month,
    Day,
}

/// <summary>
/// A calendar date known to the year, the month or the day, with no time zone.
/// A partial date is ordered as its last day: 2024 comes after 2024-12-30 and with 2024-12-31.
/// </summary>
/// <param name="LastDay">The last day the date can mean; the day itself when the precision is the day.</param>
/// <param name="Precision">How much of the date is known.</param>
public readonly record struct PartialDate(DateOnly LastDay, DatePrecision Precision) : IComparable<PartialDate>
{
    private static readonly string[] Formats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>The first day the date can mean.</summary>
    public DateOnly FirstDay => Precision switch
    {
        DatePrecision.Year => new DateOnly(LastDay.Year, 1, 1),
        DatePrecision.Month => new DateOnly(LastDay.Year, LastDay.Month, 1),
        _ => LastDay,
    };

    public int Year => LastDay.Year;

    public static PartialDate OfYear(int year) => new(new DateOnly(year, 12, 31), DatePrecision.Year);

    public static PartialDate OfMonth(int year, int month) =>
        new(new DateOnly(year, month, DateTime.DaysInMonth(year, month)), DatePrecision.Month);

    public static PartialDate OfDay(DateOnly day) => new(day, DatePrecision.Day);

    /// <summary>Puts a date together from its two columns; null when either is null.</summary>
    public static PartialDate? From(DateOnly? lastDay, DatePrecision? precision) =>
        lastDay is { } day && precision is { } known ? new PartialDate(day, known) : null;

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>, nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartialDate date)
    {
        date = default;
        if (!DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        date = text!.Length switch
        {
            4 => OfYear(day.Year),
            7 => OfMonth(day.Year, day.Month),
            _ => OfDay(day),
        };
        return true;
    }

    /// <inheritdoc cref="TryParse"/>
    /// <exception cref="FormatException">The text is none of the three forms.</exception>
    public static PartialDate Parse(string text) =>
        TryParse(text, out var date) ? date : throw new FormatException($"'{text}' is not a date as YYYY, YYYY-MM or YYYY-MM-DD.");

    public int CompareTo(PartialDate other) => LastDay.CompareTo(other.LastDay);

    /// <summary>The ISO form at its own precision: <c>2024</c>, <c>2024-03</c> or <c>2024-03-11</c>.</summary>
    public override string ToString() => LastDay.ToString(Precision == DatePrecision.Day ? "O" : Formats[(int)Precision], CultureInfo.InvariantCulture);

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;
}
