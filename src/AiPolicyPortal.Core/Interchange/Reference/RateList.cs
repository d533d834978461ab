using System.Collections.Frozen;
using System.Globalization;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>Exchange rates: the European Central Bank's for each working day, the Federal Reserve's for each month and year.</summary>
internal static class RateList
{
    private const string EcbFile = "eurofxref-hist.csv";

    // The files name countries. Venezuela is left out: its values pass through several redenominations unmarked.
    private static readonly FrozenDictionary<string, string> CurrencyOf = new Dictionary<string, string>
    {
        ["Australia"] = "AUD",
        ["Austria"] = "ATS",
        ["Belgium"] = "BEF",
        ["Brazil"] = "BRL",
        ["Canada"] = "CAD",
        ["China"] = "CNY",
        ["Denmark"] = "DKK",
        ["Euro"] = "EUR",
        ["Finland"] = "FIM",
        ["France"] = "FRF",
        ["Germany"] = "DEM",
        ["Greece"] = "GRD",
        ["Hong Kong"] = "HKD",
        ["India"] = "INR",
        ["Ireland"] = "IEP",
        ["Italy"] = "ITL",
        ["Japan"] = "JPY",
        ["Malaysia"] = "MYR",
        ["Mexico"] = "MXN",
        ["Netherlands"] = "NLG",
        ["New Zealand"] = "NZD",
        ["Norway"] = "NOK",
        ["Portugal"] = "PTE",
        ["Singapore"] = "SGD",
        ["South Africa"] = "ZAR",
        ["South Korea"] = "KRW",
        ["Spain"] = "ESP",
        ["Sri Lanka"] = "LKR",
        ["Sweden"] = "SEK",
        ["Switzerland"] = "CHF",
        ["Taiwan"] = "TWD",
        ["Thailand"] = "THB",
        ["United Kingdom"] = "GBP",
    }.ToFrozenDictionary();

    /// <summary>Series, currency, date and rate, for currencies the portal knows.</summary>
    public static IEnumerable<object[]> Read(string folder, IReadOnlySet<string> currencies) =>
        Daily(folder, currencies)
            .Concat(Dollar(folder, "monthly.csv", SeriesCodes.FedMonthly))
            .Concat(Dollar(folder, "annual.csv", SeriesList.FedAnnual));

    private static IEnumerable<object[]> Daily(string folder, IReadOnlySet<string> currencies)
    {
        // The lines end with a comma, so the last column has no name.
        var names = ReferenceCsv.Header(folder, EcbFile).Where(currencies.Contains).ToArray();
        foreach (var row in ReferenceCsv.Rows(folder, EcbFile, ["Date", .. names]))
        {
            var date = Day(row[0]);
            for (var index = 0; index < names.Length; index++)
            {
                if (row[index + 1] is not ("N/A" or ""))
                {
                    yield return [SeriesCodes.EcbDaily, names[index], date, Number(row[index + 1])];
                }
            }
        }
    }

    private static IEnumerable<object[]> Dollar(string folder, string file, string series)
    {
        foreach (var row in ReferenceCsv.Rows(folder, file, "Date", "Country", "Exchange rate"))
        {
            if (CurrencyOf.TryGetValue(row[1], out var currency) && row[2].Length > 0)
            {
                yield return [series, currency, Day(row[0]), Number(row[2])];
            }
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
}
