using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>One value of a series that a conversion rests on.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="Subject">The currency or country the value is of.</param>
/// <param name="Date">The day, month or year of the value; of a fixed rate, the date it was applied to.</param>
/// <param name="Value">In the unit of the series; a chained price index as a factor.</param>
public sealed record SeriesValue(string Series, string Subject, PartialDate Date, decimal Value)
{
    /// <summary>The last day or month that a mean is of, where the rates end before the month or year of its date does; else null.</summary>
    public PartialDate? Through { get; init; }
}

/// <summary>
/// What one unit of an original currency is worth, kept as a fraction so that nothing is rounded before the amount is.
/// </summary>
/// <param name="Numerator">Units of the answer …</param>
/// <param name="Denominator">… for this many of the original currency.</param>
/// <param name="RateDate">The date of the oldest value used; null when there was nothing to convert.</param>
/// <param name="Values">What it rests on, in the order applied; empty when there was nothing to convert.</param>
public sealed record ConversionRate(decimal Numerator, decimal Denominator, PartialDate? RateDate, IReadOnlyList<SeriesValue> Values)
{
    /// <summary>An amount that is already in the currency asked for.</summary>
    public static ConversionRate None { get; } = new(1, 1, null, []);

    /// <summary>Units of the answer for one unit of the original currency.</summary>
    public decimal Rate { get; } = Numerator / Denominator;

    /// <summary>The codes of the series used, joined by <c> + </c>; null when there was nothing to convert.</summary>
    public string? Series => Values.Count == 0 ? null : string.Join(" + ", Values.Select(value => value.Series).Distinct());

    /// <summary>The last day or month that a mean among the values is of, where the rates end before its month or year does; null for whole ones.</summary>
    public PartialDate? Through { get; } = Values.Min(value => value.Through);

    /// <returns>The converted amount, not rounded; null when it is too large to be held.</returns>
    public decimal? Apply(decimal amount)
    {
        try
        {
            return amount * Numerator / Denominator;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>This conversion, then another.</summary>
    public ConversionRate Then(ConversionRate next) =>
        new(Numerator * next.Numerator, Denominator * next.Denominator, Older(RateDate, next.RateDate), [.. Values, .. next.Values]);

    private static PartialDate? Older(PartialDate? one, PartialDate? other) => one?.LastDay <= other?.LastDay ? one : other ?? one;
}
