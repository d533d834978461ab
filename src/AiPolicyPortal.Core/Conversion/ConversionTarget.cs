namespace AiPolicyPortal.Core.Conversion;

public enum PriceBasis
{
    /// <summary>At the exchange rate of the statement.</summary>
    Nominal,

    /// <summary>At the prices and the mean exchange rate of one year.</summary>
    Constant,

    /// <summary>In international dollars of equal purchasing power.</summary>
    Ppp,
}

public enum PerUnit
{
    /// <summary>The amount itself.</summary>
    Whole,

    /// <summary>For each inhabitant of the programme's country.</summary>
    Capita,

    /// <summary>In percent of the GDP of the programme's country.</summary>
    Gdp,
}

/// <summary>In what an amount is to be expressed.</summary>
public sealed record ConversionTarget
{
    /// <summary>What purchasing power parities and the series of GDP are in.</summary>
    public const string Dollar = "USD";

    private const int MoreDecimalsPerHead = 4;
    private const int DecimalsOfPercent = 10;

    /// <exception cref="ArgumentException">The parts do not fit together; the parameter's name says which.</exception>
    public ConversionTarget(string currency, PriceBasis basis = PriceBasis.Nominal, PerUnit per = PerUnit.Whole, int? constantYear = null)
    {
        if ((basis == PriceBasis.Constant) != (constantYear is not null))
            throw new ArgumentException("A year goes with constant prices, and only with them.", nameof(constantYear));
        if (basis == PriceBasis.Ppp && currency != Dollar)
            throw new ArgumentException("Purchasing power parities are in international dollars: ask for USD.", nameof(currency));
        if (per == PerUnit.Gdp && basis != PriceBasis.Nominal)
            throw new ArgumentException("A share of GDP is of current prices.", nameof(basis));
        (Currency, Basis, Per, ConstantYear) = (currency, basis, per, constantYear);
    }

    /// <summary>ISO 4217; without effect on a share of GDP.</summary>
    public string Currency { get; }

    public PriceBasis Basis { get; }

    public PerUnit Per { get; }

    public int? ConstantYear { get; }

    /// <summary>
    /// Decimal places that each converted amount is rounded to: the currency's own, and more for what is not a sum of money,
    /// so that small programmes of large countries do not vanish.
    /// </summary>
    public int Decimals(ReferenceTables tables) => Per switch
    {
        PerUnit.Capita => tables.MinorUnit(Currency) + MoreDecimalsPerHead,
        PerUnit.Gdp => DecimalsOfPercent,
        _ => tables.MinorUnit(Currency),
    };
}
