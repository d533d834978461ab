using System.Globalization;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>
/// ISO 4217, one currency for each code, without those that are no money of anybody: metals, bond units and the codes for tests and for no currency.
/// The file repeats a code for each country, and for each of its withdrawals.
/// </summary>
internal static class CurrencyList
{
    // The file gives the smallest unit of currencies in use only; nearly all withdrawn ones had hundredths.
    private const int UsualMinorUnit = 2;

    private const string NoMinorUnit = "-";

    // In which institutions state amounts: of the IMF, the African Development Bank and the former SUCRE.
    private static readonly string[] UnitsOfAccount = ["XDR", "XUA", "XSU"];

    public static IEnumerable<Currency> Read(string folder) => ReferenceCsv
        .Rows(folder, "currency_codes.csv", "AlphabeticCode", "Currency", "MinorUnit", "WithdrawalDate")
        .Where(row => row[0].Length == Currency.CodeLength && (row[2] != NoMinorUnit || UnitsOfAccount.Contains(row[0])))
        .GroupBy(row => row[0], StringComparer.Ordinal)
        .Select(rows => Of(rows.Key, [.. rows]));

    // A code that is in use anywhere is in use; of a withdrawn one the last withdrawal counts.
    private static Currency Of(string code, string[][] rows)
    {
        var row = rows.FirstOrDefault(row => row[3].Length == 0) ?? rows.MaxBy(row => row[3], StringComparer.Ordinal)!;
        return new Currency
        {
            Code = code,
            Name = row[1].Trim(),
            MinorUnit = row[2] switch
            {
                NoMinorUnit => 0,
                "" => UsualMinorUnit,
                var digits => int.Parse(digits, CultureInfo.InvariantCulture),
            },
            Withdrawn = ReferenceCsv.OrNull(row[3]),
        };
    }
}
