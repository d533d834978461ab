namespace AiPolicyPortal.Core.Conversion;

/// <summary>Codes of the series that conversions name; those of stored series are <see cref="Series.Code"/>.</summary>
public static class SeriesCodes
{
    /// <summary>European Central Bank, euro foreign exchange reference rates: units per euro, each working day.</summary>
    public const string EcbDaily = "ecb-daily";

    /// <summary>Federal Reserve, monthly averages: units per US dollar.</summary>
    public const string FedMonthly = "fed-monthly";

    /// <summary>Rates at which the Council of the European Union fixed a currency on its country's adoption of the euro.</summary>
    public const string EuroFixed = "euro-fixed";

    /// <summary>A central bank's declared parity with the US dollar.</summary>
    public const string DollarPeg = "dollar-peg";

    /// <summary>World Bank, gross domestic product in current US dollars.</summary>
    public const string Gdp = "gdp";

    /// <summary>World Bank, inhabitants.</summary>
    public const string Population = "population";

    /// <summary>World Bank, change of the GDP deflator on the year before, in percent.</summary>
    public const string GdpDeflator = "gdp-deflator";

    /// <summary>World Bank, change of consumer prices on the year before, in percent.</summary>
    public const string ConsumerPrices = "cpi";

    /// <summary>World Bank, units of the country's own currency for one international dollar of GDP.</summary>
    public const string PurchasingPower = "ppp";
}
