using AiPolicyPortal.Core.Countries;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>In which money each country counts; a country with several currencies, or none, is not listed.</summary>
internal static class LocalCurrencies
{
    // The edition of the World Bank's series at hand is older than Bulgaria's euro; the list of countries leaves out Türkiye's currency.
    private static readonly Dictionary<string, LocalCurrency> Special = new()
    {
        ["BG"] = new LocalCurrency(["EUR", "BGN"], "BGN"),
        ["TR"] = new LocalCurrency(["TRY"], "TRY"),
    };

    public static IReadOnlyDictionary<string, LocalCurrency> Of(IEnumerable<Country> countries) => countries
        .Where(country => Special.ContainsKey(country.Code) || country.CurrencyCode is not null)
        .ToDictionary(
            country => country.Code,
            country => Special.GetValueOrDefault(country.Code) ?? new LocalCurrency([country.CurrencyCode!], country.CurrencyCode!));
}
