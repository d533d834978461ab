using System.Globalization;

namespace AiPolicyPortal.Core.Tables;

/// <summary>Amounts with the places that the API writes: those of the currency's smallest unit, and more only where more was given.</summary>
public static class Amounts
{
    private static readonly decimal[] Zeros = [0m, 0.0m, 0.00m, 0.000m, 0.0000m];

    public static decimal? Of(decimal? amount, int minorUnit)
    {
        if (amount is not { } known || known.Scale == minorUnit)
        {
            return amount;
        }

        return known.Scale < minorUnit
            ? known + Zeros[minorUnit]
            : decimal.Parse(Format(known, minorUnit), CultureInfo.InvariantCulture);
    }

    /// <summary>The same in digits.</summary>
    public static string Format(decimal amount, int minorUnit) =>
        amount.ToString("0." + new string('0', minorUnit) + "##########", CultureInfo.InvariantCulture);
}
