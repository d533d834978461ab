using System.Globalization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Counts too long to read, in three significant digits: "314 billion", « 1,5 milliard ».</summary>
public static class LargeNumberText
{
    private const decimal Million = 1_000_000;
    private const decimal Billion = 1_000_000_000;

    public static string Words(long number, CultureInfo culture)
    {
        var french = culture.TwoLetterISOLanguageName == "fr";
        return Math.Abs((decimal)number) switch
        {
            >= Billion - Million / 2 => Scaled(number / Billion, french ? "milliard" : "billion", french, culture),
            >= Million => Scaled(number / Million, "million", french, culture),
            _ => number.ToString("N0", culture),
        };
    }

    private static string Scaled(decimal value, string word, bool french, CultureInfo culture)
    {
        var rounded = Math.Round(value, Math.Abs(value) switch { < 10 => 2, < 100 => 1, _ => 0 });
        var plural = french && Math.Abs(rounded) >= 2 ? "s" : "";
        return $"{rounded.ToString("#,0.##", culture)}\u00A0{word}{plural}";
    }
}
