using System.Collections.Concurrent;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>
/// Nominal exchange rates at a date, as known at an instant: units per euro of the European Central Bank, crossed through the euro;
/// dollar pegs and monthly dollar rates through the dollar. Each leg of a cross is looked up by itself.
/// </summary>
public sealed class ExchangeRates(ReferenceTables tables, DateTimeOffset asOf)
{
    /// <summary>How many days before a statement its rate may be from.</summary>
    public const int LookbackDays = 31;

    private const string Euro = "EUR";
    private const string Dollar = "USD";
    private const string MonthlyAgainstDollar = "TWD";

    // A month ends with a weekend or holidays.
    private const int DaysWithout = 7;

    private readonly ConcurrentDictionary<(string From, string To, PartialDate Date), ConversionRate?> found = new();

    /// <summary>
    /// The rate of a day, or the mean of a month or a year, as precise as <paramref name="date"/>; null when a currency has no rate then.
    /// </summary>
    public ConversionRate? Between(string from, string to, PartialDate date) => from == to
        ? ConversionRate.None
        : found.GetOrAdd((from, to, date), static (key, rates) => rates.Work(key.From, key.To, key.Date), this);

    private ConversionRate? Work(string from, string to, PartialDate date) =>
        Cross(PerDollar(from, date), PerDollar(to, date)) ?? Cross(PerEuro(from, date), PerEuro(to, date));

    private static ConversionRate? Cross(Quote? from, Quote? to)
    {
        if (from is null || to is null)
            return null;
        List<SeriesValue> values = [.. from.Values, .. to.Values];
        return new ConversionRate(to.Units * from.Per, from.Units * to.Per, values.Min(value => value.Date), values);
    }

    private Quote? PerEuro(string currency, PartialDate date)
    {
        if (currency == Euro)
            return Quote.Base;
        if (currency != Dollar && PerDollar(currency, date) is { } dollar)
            return PerEuro(Dollar, date) is { } cross ? cross.Times(dollar) : null;
        if (FixedRates.EuroAdoptions.TryGetValue(currency, out var euro) && date.FirstDay >= euro.Adoption)
            return new Quote(SeriesCodes.EuroFixed, currency, date, euro.UnitsPerEuro);
        if (date.Precision != DatePrecision.Day)
            return MeanOf(tables.EuroDaily, SeriesCodes.EcbDaily, currency, date, PartialDate.OfDay);
        return tables.EuroDaily.On(currency, date.LastDay, LookbackDays, asOf) is { } point
            ? new Quote(SeriesCodes.EcbDaily, currency, PartialDate.OfDay(point.Date), point.Rate)
            : null;
    }

    private Quote? PerDollar(string currency, PartialDate date)
    {
        if (currency == Dollar)
            return Quote.Base;
        if (FixedRates.DollarPegs.TryGetValue(currency, out var peg))
            return new Quote(SeriesCodes.DollarPeg, currency, date, peg);
        if (currency != MonthlyAgainstDollar)
            return null;
        var months = date.Precision == DatePrecision.Year ? date : PartialDate.OfMonth(date.Year, date.LastDay.Month);
        return MeanOf(tables.DollarMonthly, SeriesCodes.FedMonthly, currency, months, month => PartialDate.OfMonth(month.Year, month.Month));
    }

    private Quote? MeanOf(RateTable table, string series, string currency, PartialDate date, Func<DateOnly, PartialDate> observed)
    {
        if (table.Mean(currency, date.FirstDay, date.LastDay, asOf) is not { } mean)
            return null;
        var last = observed(mean.Last);
        return new Quote(
            mean.Sum, mean.Count,
            [new SeriesValue(series, currency, date, mean.Sum / mean.Count) { Through = last.LastDay < date.LastDay.AddDays(-DaysWithout) ? last : null }]);
    }

    /// <summary>Units of a currency for so many euros or dollars: a mean stays a sum and a count, so that a half cent stays one.</summary>
    private sealed record Quote(decimal Units, decimal Per, IReadOnlyList<SeriesValue> Values)
    {
        public Quote(string series, string currency, PartialDate date, decimal units, decimal per = 1)
            : this(units, per, [new SeriesValue(series, currency, date, units / per)])
        {
        }

        public static Quote Base { get; } = new(1, 1, []);

        public Quote Times(Quote other) => new(Units * other.Units, Per * other.Per, [.. other.Values, .. Values]);
    }
}
