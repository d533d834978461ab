using System.Collections.Frozen;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>One year's value of an economic series.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, or <c>EU</c>.</param>
/// <param name="Value">In the unit of the table's series.</param>
public readonly record struct AnnualPoint(string Country, int Year, decimal Value, Timeline Known);

/// <summary>A yearly economic series by country, answered as the portal knew it at an instant.</summary>
public sealed class AnnualTable
{
    private readonly FrozenDictionary<(string Country, int Year), AnnualPoint[]> byCountryAndYear;

    public AnnualTable(IEnumerable<AnnualPoint> points) =>
        byCountryAndYear = points.GroupBy(point => (point.Country, point.Year)).ToFrozenDictionary(
            group => group.Key,
            group => group.OrderByDescending(point => point.Known.RecordedAt).ToArray());

    public static AnnualTable Empty { get; } = new([]);

    public decimal? In(string country, int year, DateTimeOffset asOf)
    {
        foreach (var point in byCountryAndYear.GetValueOrDefault((country, year), []))
        {
            if (point.Known.Holds(asOf))
            {
                return point.Value;
            }
        }

        return null;
    }

    /// <summary>The year's value or the newest earlier one within <paramref name="lookback"/> years, with the year it is of.</summary>
    public (int Year, decimal Value)? InOrBefore(string country, int year, int lookback, DateTimeOffset asOf)
    {
        for (var candidate = year; candidate >= year - lookback; candidate--)
        {
            if (In(country, candidate, asOf) is { } value)
            {
                return (candidate, value);
            }
        }

        return null;
    }
}
