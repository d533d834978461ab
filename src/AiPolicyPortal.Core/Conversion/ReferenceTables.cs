namespace AiPolicyPortal.Core.Conversion;

/// <summary>The money of a country.</summary>
/// <param name="Currencies">ISO 4217 codes in use, the present one first.</param>
/// <param name="SeriesUnit">
/// The currency its World Bank series are in. It follows the country into a new currency only with the series' next edition,
/// so it is not always the present one.
/// </param>
public sealed record LocalCurrency(IReadOnlyList<string> Currencies, string SeriesUnit);

/// <summary>Everything a conversion rests on. Rates and values carry when the portal knew them; the rest is convention.</summary>
public sealed record ReferenceTables
{
    private const int UsualMinorUnit = 2;

    public static ReferenceTables Empty { get; } = new();

    /// <summary>When a rate or a value was recorded or withdrawn last, UTC; null without any.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Units per euro by day, <see cref="SeriesCodes.EcbDaily"/>.</summary>
    public RateTable EuroDaily { get; init; } = RateTable.Empty;

    /// <summary>Units per US dollar by month, dated by its first day, <see cref="SeriesCodes.FedMonthly"/>.</summary>
    public RateTable DollarMonthly { get; init; } = RateTable.Empty;

    /// <summary>Current US dollars.</summary>
    public AnnualTable Gdp { get; init; } = AnnualTable.Empty;

    public AnnualTable Population { get; init; } = AnnualTable.Empty;

    /// <summary>Percent on the year before.</summary>
    public AnnualTable GdpDeflator { get; init; } = AnnualTable.Empty;

    /// <summary>Percent on the year before.</summary>
    public AnnualTable ConsumerPrices { get; init; } = AnnualTable.Empty;

    /// <summary>Units of <see cref="LocalCurrency.SeriesUnit"/> for one international dollar.</summary>
    public AnnualTable PurchasingPower { get; init; } = AnnualTable.Empty;

    /// <summary>By country, ISO 3166-1 alpha-2 or <c>EU</c>.</summary>
    public IReadOnlyDictionary<string, LocalCurrency> LocalCurrencies { get; init; } = new Dictionary<string, LocalCurrency>();

    /// <summary>Decimal places by ISO 4217 code; a currency that is not listed has two.</summary>
    public IReadOnlyDictionary<string, int> MinorUnits { get; init; } = new Dictionary<string, int>();

    public int MinorUnit(string currency) => MinorUnits.TryGetValue(currency, out var places) ? places : UsualMinorUnit;
}
