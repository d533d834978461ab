using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>The published series whose values come with the portal.</summary>
internal static class SeriesList
{
    public const string FedAnnual = "fed-annual";

    private const string CreativeCommons = "CC-BY-4.0";
    private const string PublicDomain = "PDDL-1.0";
    private const string WorldBank = "World Bank";

    public static IReadOnlyList<Series> All { get; } =
    [
        new()
        {
            Code = SeriesCodes.EcbDaily,
            Title = "Euro foreign exchange reference rates",
            Unit = "units per EUR",
            Frequency = Frequency.Day,
            Publisher = "European Central Bank",
            Url = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html",
            Licence = "Free reuse with the source named",
        },
        Dollar(SeriesCodes.FedMonthly, "US dollar exchange rates, monthly averages", Frequency.Month),
        Dollar(FedAnnual, "US dollar exchange rates, annual averages", Frequency.Year),
        Indicator(SeriesCodes.Gdp, "Gross domestic product", "current US dollars", "NY.GDP.MKTP.CD"),
        Indicator(SeriesCodes.Population, "Population", "persons", "SP.POP.TOTL"),
        Indicator(SeriesCodes.PurchasingPower, "Purchasing power parity conversion factor, GDP",
            "units of local currency per international dollar", "PA.NUS.PPP"),
        Indicator(SeriesCodes.GdpDeflator, "Inflation, GDP deflator", "percent change on the year before", "NY.GDP.DEFL.KD.ZG"),
        Indicator(SeriesCodes.ConsumerPrices, "Inflation, consumer prices", "percent change on the year before", "FP.CPI.TOTL.ZG"),
    ];

    private static Series Dollar(string code, string title, Frequency frequency) => new()
    {
        Code = code,
        Title = title,
        Unit = "units per USD",
        Frequency = frequency,
        Publisher = "Federal Reserve",
        Url = "https://www.federalreserve.gov/releases/h10/hist/",
        Licence = PublicDomain,
    };

    private static Series Indicator(string code, string title, string unit, string indicator) => new()
    {
        Code = code,
        Title = title,
        Unit = unit,
        Frequency = Frequency.Year,
        Publisher = WorldBank,
        Url = $"https://data.worldbank.org/indicator/{indicator}",
        Licence = CreativeCommons,
    };
}
