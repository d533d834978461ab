using System.Collections.Concurrent;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>Expresses amounts in one target, with the rates and series known at one instant. Remembers the rates it has worked out.</summary>
public sealed class Converter(ReferenceTables tables, ConversionTarget target, DateTimeOffset asOf)
{
    /// <summary>How many years before a statement the value of an economic series may be from.</summary>
    public const int LookbackYears = 5;

    private readonly ExchangeRates exchange = new(tables, asOf);
    private readonly Deflator deflator = new(tables, asOf);
    private readonly ConcurrentDictionary<(string Currency, PartialDate Date, string? Country), ConversionRate?> found = new();
    private readonly bool dependsOnCountry = target.Basis != PriceBasis.Nominal || target.Per != PerUnit.Whole;

    /// <summary>Decimal places of what <see cref="Round"/> returns.</summary>
    public int Decimals { get; } = target.Decimals(tables);

    /// <param name="currency">ISO 4217 code of the original amount.</param>
    /// <param name="statedOn">When the amount was stated.</param>
    /// <param name="country">ISO 3166-1 alpha-2 code of the programme's country, or <c>EU</c> or <c>INT</c>; null when unknown.</param>
    /// <returns>Null when a rate or a series is missing.</returns>
    public ConversionRate? Find(string currency, PartialDate statedOn, string? country) => found.GetOrAdd(
        (currency, statedOn, dependsOnCountry ? country : null), static (key, converter) => converter.Work(key.Currency, key.Date, key.Country), this);

    /// <summary>The conversion of an amount of unknown date: possible only when there is nothing to convert.</summary>
    public ConversionRate? WithoutDate(string currency) =>
        !dependsOnCountry && currency == target.Currency ? ConversionRate.None : null;

    /// <summary>Half to even; done once on each amount, after conversion.</summary>
    public decimal Round(decimal amount) => decimal.Round(amount, Decimals, MidpointRounding.ToEven);

    private ConversionRate? Work(string currency, PartialDate statedOn, string? country)
    {
        try
        {
            return target.Per switch
            {
                PerUnit.Capita => Divide(Money(currency, statedOn, country), SeriesCodes.Population, tables.Population, statedOn, country, 1),
                PerUnit.Gdp => Divide(
                    exchange.Between(currency, ConversionTarget.Dollar, statedOn), SeriesCodes.Gdp, tables.Gdp, statedOn, country, 100),
                _ => Money(currency, statedOn, country),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private ConversionRate? Money(string currency, PartialDate statedOn, string? country) => target.Basis switch
    {
        PriceBasis.Constant => deflator.Between(statedOn.Year, target.ConstantYear!.Value, currency, country) is { } prices
            && exchange.Between(currency, target.Currency, PartialDate.OfYear(target.ConstantYear.Value)) is { } rate
                ? prices.Then(rate)
                : null,
        PriceBasis.Ppp => InternationalDollars(currency, statedOn, country),
        _ => exchange.Between(currency, target.Currency, statedOn),
    };

    private ConversionRate? InternationalDollars(string currency, PartialDate statedOn, string? country) =>
        country is not null && tables.LocalCurrencies.TryGetValue(country, out var local)
            ? Divide(
                exchange.Between(currency, local.SeriesUnit, statedOn), SeriesCodes.PurchasingPower, tables.PurchasingPower, statedOn, country, 1)
            : null;

    private ConversionRate? Divide(ConversionRate? money, string series, AnnualTable table, PartialDate statedOn, string? country, decimal times)
    {
        if (money is null || country is null || table.InOrBefore(country, statedOn.Year, LookbackYears, asOf) is not { Value: > 0 } value)
            return null;
        var date = PartialDate.OfYear(value.Year);
        return money.Then(new ConversionRate(times, value.Value, date, [new SeriesValue(series, country, date, value.Value)]));
    }
}
