using System.Collections.Frozen;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>Units of a currency for one unit of the table's base, on a day or for the month that begins on it.</summary>
public readonly record struct RatePoint(string Currency, DateOnly Date, decimal Rate, Timeline Known);

/// <summary>Observed exchange rates against one base currency, answered as the portal knew them at an instant.</summary>
public sealed class RateTable
{
    private readonly FrozenDictionary<string, RatePoint[]> byCurrency;

    public RateTable(IEnumerable<RatePoint> points) =>
        byCurrency = points.GroupBy(point => point.Currency).ToFrozenDictionary(
            group => group.Key,
            group => group.OrderBy(point => point.Date).ThenByDescending(point => point.Known.RecordedAt).ToArray());

    public static RateTable Empty { get; } = new([]);

    /// <summary>The rate of the day or, where it has none, of the nearest earlier day within <paramref name="lookback"/> days.</summary>
    public RatePoint? On(string currency, DateOnly day, int lookback, DateTimeOffset asOf)
    {
        var points = byCurrency.GetValueOrDefault(currency, []);
        var first = FirstOn(points, day.AddDays(-lookback));
        RatePoint? found = null;
        for (var at = FirstOn(points, day.AddDays(1)) - 1; at >= first && !(found?.Date > points[at].Date); at--)
        {
            found = points[at].Known.Holds(asOf) ? points[at] : found;
        }

        return found;
    }

    /// <summary>
    /// The arithmetic mean of the rates from <paramref name="first"/> to <paramref name="last"/>, both included, as the sum and the count
    /// it is the quotient of, with the date of the last; null without any.
    /// </summary>
    public (decimal Sum, int Count, DateOnly Last)? Mean(string currency, DateOnly first, DateOnly last, DateTimeOffset asOf)
    {
        var points = byCurrency.GetValueOrDefault(currency, []);
        var (sum, count, seen) = (0m, 0, DateOnly.MinValue);
        for (var at = FirstOn(points, first); at < points.Length && points[at].Date <= last; at++)
        {
            if (points[at].Date != seen && points[at].Known.Holds(asOf))
            {
                (sum, count, seen) = (sum + points[at].Rate, count + 1, points[at].Date);
            }
        }

        return count == 0 ? null : (sum, count, seen);
    }

    private static int FirstOn(RatePoint[] points, DateOnly day)
    {
        var (low, high) = (0, points.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = points[middle].Date < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
