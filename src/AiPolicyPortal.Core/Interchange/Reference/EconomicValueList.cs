using System.Globalization;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>The World Bank's yearly series, of countries and the European Union; its other groups of countries are left out.</summary>
internal static class EconomicValueList
{
    /// <summary>Series, country, year and value.</summary>
    public static IEnumerable<object[]> Read(string folder, IReadOnlyCollection<Country> countries)
    {
        var byAlpha3 = countries.Where(country => country.Alpha3 is not null)
            .ToDictionary(country => country.Alpha3!, country => country.Code, StringComparer.Ordinal);
        var byAlpha2 = countries.ToDictionary(country => country.Code, country => country.Code, StringComparer.Ordinal);
        return Values(folder, "gdp.csv", SeriesCodes.Gdp, "Country Code", "Value", byAlpha3)
            .Concat(Values(folder, "population.csv", SeriesCodes.Population, "Country Code", "Value", byAlpha3))
            .Concat(Values(folder, "gdp_deflator_annual_percent.csv", SeriesCodes.GdpDeflator, "Country Code", "Inflation", byAlpha3))
            .Concat(Values(folder, "cpi_annual_percent.csv", SeriesCodes.ConsumerPrices, "Country Code", "Inflation", byAlpha3))
            .Concat(Values(folder, "ppp-gdp.csv", SeriesCodes.PurchasingPower, "Country ID", "PPP", byAlpha2));
    }

    private static IEnumerable<object[]> Values(
        string folder, string file, string series, string countryColumn, string valueColumn, Dictionary<string, string> countries)
    {
        foreach (var row in ReferenceCsv.Rows(folder, file, countryColumn, "Year", valueColumn))
        {
            if (countries.TryGetValue(row[0], out var country) && row[2].Length > 0)
            {
                yield return
                [
                    series, country, int.Parse(row[1], CultureInfo.InvariantCulture),
                    decimal.Parse(row[2], NumberStyles.Float, CultureInfo.InvariantCulture),
                ];
            }
        }
    }
}
