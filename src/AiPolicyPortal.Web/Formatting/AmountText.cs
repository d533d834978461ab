using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Amounts in words, in any unit a total can be asked in: money, money a head, a share of GDP.</summary>
public sealed class AmountText(MoneyText money, IStringLocalizer<Interface> texts)
{
    private const int SignificantDigits = 3;
    private const decimal LeastMultiplied = 0.001m;

    /// <summary>"€1.5bn", "€12.30", "0.0123 %"; "not disclosed" when null.</summary>
    public string Brief(AmountUnit unit, decimal? low, decimal? high) => unit.Per switch
    {
        _ when low is null => texts["Money.Undisclosed"],
        _ when unit.Counts => low.Value.ToString("N0", CultureInfo.CurrentCulture),
        PerUnit.Whole => money.Compact(low, high, unit.Currency, brief: true),
        PerUnit.Gdp => $"{Digits(low.Value, high)}\u00A0%",
        _ => money.PerHead(Digits(low.Value, high), unit.Currency),
    };

    /// <summary>The same where nothing around it says the unit: "0.0123 % of GDP".</summary>
    public string Alone(AmountUnit unit, decimal? low, decimal? high) =>
        unit.Per == PerUnit.Gdp && low is not null ? $"{Digits(low.Value, high)}\u00A0{Name(unit)}" : Brief(unit, low, high);

    /// <summary>How many figures of a sum are no exact amounts, and what they add to it: "1 as “up to”: €4.3bn"; null where all are.</summary>
    public string? Inexact(AmountUnit unit, TotalSum sum)
    {
        Nature[] inexact = [Nature.UpTo, Nature.AtLeast, Nature.About, Nature.Range];
        List<string> stated =
        [
            .. from nature in inexact
               let count = sum.CountOf(nature)
               where count > 0
               let amount = sum.AmountOf(nature)
               let counted = texts[$"Inexact.{nature.Code()}", count].Value
               select amount.Low is null ? counted : texts["Inexact.Amount", counted, Brief(unit, amount.Low, amount.High)].Value,
        ];
        return stated.Count == 0 ? null : string.Join(", ", stated);
    }

    /// <summary>Every digit with its unit; null when not disclosed.</summary>
    public string? Full(AmountUnit unit, decimal? low, decimal? high) => unit.Counts ? null : unit.Per == PerUnit.Whole
        ? money.Full(low, high, unit.Currency)
        : low is null ? null : $"{Exact(low.Value)}{(high == low ? "" : $"–{Exact(high!.Value)}")} {Name(unit)}";

    /// <summary>The unit in words: "euros", "euros per head", "% of GDP", "euros, at prices of 2020".</summary>
    public string Name(AmountUnit unit)
    {
        if (unit.Counts)
            return texts[unit == AmountUnit.Measures ? "Unit.Measures" : "Unit.Releases"];
        var currency = unit.Basis switch
        {
            PriceBasis.Ppp => texts["Unit.Ppp"].Value,
            PriceBasis.Constant => texts["Unit.Constant", money.CurrencyName(unit.Currency), unit.ConstantYear!].Value,
            _ => money.CurrencyName(unit.Currency),
        };
        return unit.Per switch
        {
            PerUnit.Gdp => texts["Unit.Gdp"],
            PerUnit.Capita => texts["Unit.Capita", currency],
            _ => currency,
        };
    }

    /// <summary>The unit for an axis at each scale it may be drawn in, the greatest first: "€ billion", "€ million", "€".</summary>
    public IEnumerable<(decimal Scale, string Name)> Scales(AmountUnit unit) => unit.Counts ? [(1m, Name(unit))]
        : unit.Per == PerUnit.Whole && unit.Basis == PriceBasis.Nominal ? money.Scales(unit.Currency)
        : unit.Per == PerUnit.Whole ? money.Scales(unit.Currency).Select(scale => (scale.Scale, $"{scale.Name}, {Name(unit)}"))
        : [(1m, Name(unit))];

    /// <summary>"1.0863"; a rate with its first digit far behind the point as what divides, as central banks write it: "÷ 1,463.69".</summary>
    public static string Rate(ConversionRate rate)
    {
        if (rate.Rate >= LeastMultiplied)
            return rate.Rate.ToString("#,0.######", CultureInfo.CurrentCulture);
        var isPercent = rate.Values.Any(value => value.Series == SeriesCodes.Gdp);
        var divisor = rate.Denominator / rate.Numerator * (isPercent ? 100 : 1);
        return $"÷\u00A0{divisor.ToString(divisor < 1_000_000 ? "#,0.##" : "#,0", CultureInfo.CurrentCulture)}{(isPercent ? "\u00A0×\u00A0100" : "")}";
    }

    private static string Digits(decimal low, decimal? high) => high is null || high == low ? Rounded(low) : $"{Rounded(low)}–{Rounded(high.Value)}";

    private static string Exact(decimal amount) => amount.ToString("#,0.##########", CultureInfo.CurrentCulture).Replace('-', '−');

    // A small programme of a large country has its first digit far behind the point.
    private static string Rounded(decimal amount)
    {
        if (amount == 0 || Math.Abs(amount) >= 1)
            return amount.ToString("#,0.00", CultureInfo.CurrentCulture).Replace('-', '−');
        var places = SignificantDigits;
        for (var rest = Math.Abs(amount); rest < 0.1m; rest *= 10)
            places++;
        return decimal.Round(amount, places).ToString("0.################", CultureInfo.CurrentCulture).Replace('-', '−');
    }
}
