using System.Globalization;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>
/// Amounts in words, in the language of the request: "about €1.5 billion", « environ 1,5 milliard d’euros ». An amount that was not disclosed
/// is said so, never shown as zero.
/// </summary>
/// <remarks>Amounts are in units of the currency (ISO 4217); both ends null means not disclosed. <c>nature</c> is a code of figures.</remarks>
public sealed class MoneyText(IStringLocalizer<Interface> texts)
{
    /// <summary>
    /// The amount at reading length. From a million on it is scaled, with three decimals where that is exact and two otherwise;
    /// <paramref name="brief"/> gives "€1.5bn" and « 1,5 Md€ » for tables and tiles.
    /// </summary>
    public string Compact(decimal? low, decimal? high, string currency, string nature = "exact", bool annual = false, bool brief = false)
    {
        if ((low ?? high) is not { } from)
            return texts["Money.Undisclosed"];

        var to = high ?? from;
        var amount = from == to ? Language.Amount(from, currency, brief) : Language.Range(from, to, currency, brief);
        var qualified = nature switch
        {
            "about" => texts["Money.About", amount],
            "at-least" => texts["Money.AtLeast", amount],
            "up-to" => texts["Money.UpTo", amount],
            _ => amount,
        };
        return annual ? texts["Money.PerYear", qualified] : qualified;
    }

    /// <summary>Every digit with the currency's name: "1,500,000,000 euros"; null when not disclosed.</summary>
    public string? Full(decimal? low, decimal? high, string currency)
    {
        if ((low ?? high) is not { } from)
            return null;

        var to = high ?? from;
        var digits = from == to ? MoneyLanguage.Digits(from) : texts["Money.FromTo", MoneyLanguage.Digits(from), MoneyLanguage.Digits(to)].Value;
        return $"{digits}\u00A0{CurrencyName(currency)}";
    }

    /// <summary>Digits that are money for each inhabitant: "€12.30", « 12,30 € ».</summary>
    public string PerHead(string digits, string currency) => Language.Bare(digits, currency);

    /// <summary>Names for an axis at each scale, the greatest first: "€ billion", « milliards d’euros ».</summary>
    public IEnumerable<(decimal Scale, string Name)> Scales(string currency) => Language.Names(currency);

    /// <summary>The name of a currency in the plural ("US dollars"), or its code where the portal has no name for it.</summary>
    public string CurrencyName(string currency)
    {
        var name = texts[$"Currency.{currency}"];
        return name.ResourceNotFound ? currency : name.Value;
    }

    private MoneyLanguage Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr"
        ? new FrenchMoney(CurrencyName)
        : EnglishMoney.Instance;
}
