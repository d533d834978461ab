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

    private readonly Dictionary<(string From, string To, PartialDate Date), ConversionRate?> found = [];

    /// <summary>
    /// The rate of a day, or the mean of a month or a year, as precise as <paramref name="date"/>; null when a currency has no rate then.
    /// </summary>
    public ConversionRate? Between(string from, string to, PartialDate date)
    {
        if (from == to)
            return ConversionRate.None;
        if (!found.TryGetValue((from, to, date), out var rate))
        {
            rate = Cross(PerDollar(from, date), PerDollar(to, date)) ?? Cross(PerEuro(from, date), PerEuro(to, date));
            found.Add((from, to, date), rate);
        }

        return rate;
    }

    private static ConversionRate? Cross(Quote? from, Quote? to)
    {
        if (from is null || to is null)
            return null;
        List<SeriesValue> values = [.. from.Values, .. to.Values];
        return new ConversionRate(to.Units, from.Units, values.Min(value => value.Date), values);
    }

    private Quote? PerEuro(string currency, PartialDate date)
    {
        if (currency == Euro)
            return new Quote(1, []);
        if (currency != Dollar && PerDollar(currency, date) is { } dollar)
            return PerEuro(Dollar, date) is { } cross ? new Quote(cross.Units * dollar.Units, [.. dollar.Values, .. cross.Values]) : null;
        if (FixedRates.EuroAdoptions.TryGetValue(currency, out var euro) && date.FirstDay >= euro.Adoption)
            return Quote.Of(SeriesCodes.EuroFixed, currency, date, euro.UnitsPerEuro);
        if (date.Precision != DatePrecision.Day)
            return Quote.Of(SeriesCodes.EcbDaily, currency, date, tables.EuroDaily.Mean(currency, date.FirstDay, date.LastDay, asOf));
        return tables.EuroDaily.On(currency, date.LastDay, LookbackDays, asOf) is { } point
            ? Quote.Of(SeriesCodes.EcbDaily, currency, PartialDate.OfDay(point.Date), point.Rate)
            : null;
    }

    private Quote? PerDollar(string currency, PartialDate date)
    {
        if (currency == Dollar)
            return new Quote(1, []);
        if (FixedRates.DollarPegs.TryGetValue(currency, out var peg))
            return Quote.Of(SeriesCodes.DollarPeg, currency, date, peg);
        if (currency != MonthlyAgainstDollar)
            return null;
        var months = date.Precision == DatePrecision.Year ? date : PartialDate.OfMonth(date.Year, date.LastDay.Month);
        return Quote.Of(SeriesCodes.FedMonthly, currency, months, tables.DollarMonthly.Mean(currency, months.FirstDay, months.LastDay, asOf));
    }

    /// <summary>Units of a currency for one euro or one dollar.</summary>
    private sealed record Quote(decimal Units, IReadOnlyList<SeriesValue> Values)
    {
        public static Quote? Of(string series, string currency, PartialDate date, decimal? units) =>
            units is { } known ? new Quote(known, [new SeriesValue(series, currency, date, known)]) : null;
    }
}
