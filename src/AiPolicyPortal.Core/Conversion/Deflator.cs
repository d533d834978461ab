using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>
/// Chains yearly price changes between two years. The index is that of the programme's country when the amount is in its currency,
/// else of the country that issues the currency, which is the first two letters of its ISO 4217 code.
/// </summary>
internal sealed class Deflator(ReferenceTables tables, DateTimeOffset asOf)
{
    /// <summary>From prices of <paramref name="from"/> to those of <paramref name="to"/>; null when neither series covers every year between.</summary>
    public ConversionRate? Between(int from, int to, string currency, string? country)
    {
        if (from == to)
            return new ConversionRate(1, 1, PartialDate.OfYear(to), []);
        var index = IndexCountry(currency, country);
        return Chain(SeriesCodes.GdpDeflator, tables.GdpDeflator, index, from, to)
            ?? Chain(SeriesCodes.ConsumerPrices, tables.ConsumerPrices, index, from, to);
    }

    private string IndexCountry(string currency, string? country) =>
        country is not null && tables.LocalCurrencies.TryGetValue(country, out var local) && local.Currencies.Contains(currency)
            ? country
            : currency[..2];

    private ConversionRate? Chain(string series, AnnualTable table, string country, int from, int to)
    {
        var factor = 1m;
        for (var year = Math.Min(from, to) + 1; year <= Math.Max(from, to); year++)
        {
            if (table.In(country, year, asOf) is not { } percent)
                return null;
            factor *= 1 + (percent / 100);
        }

        var subject = string.Create(CultureInfo.InvariantCulture, $"{country} {from}–{to}");
        var date = PartialDate.OfYear(to);
        return from < to
            ? new ConversionRate(factor, 1, date, [new SeriesValue(series, subject, date, factor)])
            : new ConversionRate(1, factor, date, [new SeriesValue(series, subject, date, 1 / factor)]);
    }
}
