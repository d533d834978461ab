using System.Collections.Frozen;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>The rate at which a currency was replaced by the euro.</summary>
/// <param name="UnitsPerEuro">Units of the old currency for one euro, as the Council of the European Union fixed it.</param>
/// <param name="Adoption">First day of the euro in the country; always a first of January.</param>
public sealed record EuroAdoption(decimal UnitsPerEuro, DateOnly Adoption);

/// <summary>Rates set by law or declared parity rather than observed on a market.</summary>
public static class FixedRates
{
    /// <summary>
    /// Currencies that became the euro: Council Regulation (EC) No 2866/98 and its amendments.
    /// </summary>
    public static FrozenDictionary<string, EuroAdoption> EuroAdoptions { get; } = new Dictionary<string, EuroAdoption>
    {
        ["ATS"] = Adopted(13.7603m, 1999),
        ["BEF"] = Adopted(40.3399m, 1999),
        ["DEM"] = Adopted(1.95583m, 1999),
        ["ESP"] = Adopted(166.386m, 1999),
        ["FIM"] = Adopted(5.94573m, 1999),
        ["FRF"] = Adopted(6.55957m, 1999),
        ["IEP"] = Adopted(0.787564m, 1999),
        ["ITL"] = Adopted(1936.27m, 1999),
        ["LUF"] = Adopted(40.3399m, 1999),
        ["NLG"] = Adopted(2.20371m, 1999),
        ["PTE"] = Adopted(200.482m, 1999),
        ["GRD"] = Adopted(340.750m, 2001),
        ["SIT"] = Adopted(239.640m, 2007),
        ["CYP"] = Adopted(0.585274m, 2008),
        ["MTL"] = Adopted(0.429300m, 2008),
        ["SKK"] = Adopted(30.1260m, 2009),
        ["EEK"] = Adopted(15.6466m, 2011),
        ["LVL"] = Adopted(0.702804m, 2014),
        ["LTL"] = Adopted(3.45280m, 2015),
        ["HRK"] = Adopted(7.53450m, 2023),
        ["BGN"] = Adopted(1.95583m, 2026),
    }.ToFrozenDictionary();

    /// <summary>Units for one US dollar of the currencies whose central banks hold them to it.</summary>
    public static FrozenDictionary<string, decimal> DollarPegs { get; } = new Dictionary<string, decimal>
    {
        ["AED"] = 3.6725m,
        ["BHD"] = 0.376m,
        ["JOD"] = 0.709m,
        ["OMR"] = 0.3845m,
        ["QAR"] = 3.64m,
        ["SAR"] = 3.75m,
    }.ToFrozenDictionary();

    private static EuroAdoption Adopted(decimal unitsPerEuro, int year) => new(unitsPerEuro, new DateOnly(year, 1, 1));
}
