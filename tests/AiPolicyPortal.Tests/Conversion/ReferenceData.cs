using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Tests.Totals;

namespace AiPolicyPortal.Tests.Conversion;

/// <summary>The files of data/reference as tables known since ever.</summary>
internal static class ReferenceData
{
    private static readonly Lazy<ReferenceTables> Loaded = new(Load);

    public static ReferenceTables Tables => Loaded.Value;

    private static Timeline Always => new(DateTimeOffset.MinValue);

    private static ReferenceTables Load()
    {
        var countries = CsvRows.Of("data", "reference", "countries.csv");
        var byAlpha3 = countries.ToDictionary(row => row["alpha3"], row => row["alpha2"]);
        byAlpha3.Add("EUU", "EU");
        return new ReferenceTables
        {
            EuroDaily = new RateTable(
                from row in CsvRows.Of("data", "reference", "eurofxref-hist.csv")
                from cell in row
                where cell.Key != "Date" && cell.Value is not ("N/A" or "")
                select new RatePoint(cell.Key, Day(row["Date"]), Number(cell.Value), Always)),
            DollarMonthly = new RateTable(
                from row in CsvRows.Of("data", "reference", "monthly.csv")
                where row["Country"] == "Taiwan"
                select new RatePoint("TWD", Day(row["Date"]), Number(row["Exchange rate"]), Always)),
            Gdp = Annual("gdp.csv", "Country Code", "Value", byAlpha3),
            Population = Annual("population.csv", "Country Code", "Value", byAlpha3),
            GdpDeflator = Annual("gdp_deflator_annual_percent.csv", "Country Code", "Inflation", byAlpha3),
            ConsumerPrices = Annual("cpi_annual_percent.csv", "Country Code", "Inflation", byAlpha3),
            PurchasingPower = Annual("ppp-gdp.csv", "Country ID", "PPP", countries.ToDictionary(row => row["alpha2"], row => row["alpha2"])),
            LocalCurrencies = countries.ToDictionary(row => row["alpha2"], row => Local(row["alpha2"], row["currency"])),
            MinorUnits = CsvRows.Of("data", "reference", "currency_codes.csv")
                .Where(row => int.TryParse(row["MinorUnit"], out _))
                .DistinctBy(row => row["AlphabeticCode"])
                .ToDictionary(row => row["AlphabeticCode"], row => int.Parse(row["MinorUnit"], CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>The edition of the series at hand is older than Bulgaria's euro; the list of countries leaves out Türkiye's currency.</summary>
    private static LocalCurrency Local(string country, string currencies) => country switch
    {
        "BG" => new LocalCurrency(["EUR", "BGN"], "BGN"),
        "TR" => new LocalCurrency(["TRY"], "TRY"),
        _ => new LocalCurrency(currencies.Split(','), currencies.Split(',')[0]),
    };

    private static AnnualTable Annual(string file, string country, string value, Dictionary<string, string> codes) => new(
        from row in CsvRows.Of("data", "reference", file)
        where codes.ContainsKey(row[country])
        select new AnnualPoint(codes[row[country]], int.Parse(row["Year"], CultureInfo.InvariantCulture), Number(row[value]), Always));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
