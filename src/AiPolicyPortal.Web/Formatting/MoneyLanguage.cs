using System.Globalization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>How one language puts number, scale and currency together.</summary>
internal abstract class MoneyLanguage
{
    /// <summary>From the greatest on, the powers of ten the language has an everyday word for.</summary>
    protected abstract IReadOnlyList<decimal> Scales { get; }

    public abstract string Amount(decimal value, string currency, bool brief);

    public abstract string Range(decimal low, decimal high, string currency, bool brief);

    /// <summary>Digits with nothing but the currency.</summary>
    public abstract string Bare(string digits, string currency);

    /// <summary>What an axis in this currency is labelled with, at each scale from the greatest to single units.</summary>
    public IEnumerable<(decimal Scale, string Name)> Names(string currency) => Scales.Append(1).Select(scale => (scale, Name(scale, currency)));

    protected abstract string Name(decimal scale, string currency);

    /// <summary>All digits, grouped as the current culture does; at least two decimals when the amount is not whole: three of a dinar.</summary>
    public static string Digits(decimal value) =>
        value.ToString(value == decimal.Truncate(value) ? "#,0" : "#,0.00########", CultureInfo.CurrentCulture).Replace('-', '−');

    /// <summary>The number to print before the scale's word, and that scale (1 below a million).</summary>
    protected (decimal Number, decimal Scale) Scaled(decimal value)
    {
        foreach (var scale in Scales)
        {
            var exact = value / scale;
            var number = decimal.Round(exact, 3) == exact ? exact : decimal.Round(exact, 2, MidpointRounding.AwayFromZero);
            if (Math.Abs(number) >= 1)
                return (number, scale);
        }

        return (value, 1);
    }

    protected static string Number(decimal number, decimal scale) =>
        scale == 1 ? Digits(number) : number.ToString("#,0.###", CultureInfo.CurrentCulture).Replace('-', '−');
}
