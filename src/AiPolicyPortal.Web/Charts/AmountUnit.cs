using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Web.Charts;

/// <summary>In what amounts are expressed.</summary>
/// <param name="Currency">ISO 4217; without meaning for a share of GDP, which is in percent.</param>
public sealed record AmountUnit(string Currency, PriceBasis Basis = PriceBasis.Nominal, PerUnit Per = PerUnit.Whole, int? ConstantYear = null)
{
    /// <summary>Not money: a number of releases.</summary>
    public static AmountUnit Releases { get; } = new("") { Counted = "releases" };

    /// <summary>Not money: a number of governance measures.</summary>
    public static AmountUnit Measures { get; } = new("") { Counted = "measures" };

    /// <summary>The records it is a number of; null for amounts.</summary>
    public string? Counted { get; private init; }

    /// <summary>Whether it is a number of records, and no amount.</summary>
    public bool Counts => Counted is not null;

    public static AmountUnit Of(TotalQuery query) => new(query.Currency, query.Basis, query.Per, query.ConstantYear);

    /// <summary>A short name for machines: <c>EUR</c>, <c>EUR per head</c>, <c>% of GDP</c>, <c>EUR at prices of 2020</c>.</summary>
    public string Code => Per switch
    {
        _ when Counted is { } records => records,
        PerUnit.Gdp => "% of GDP",
        PerUnit.Capita => Money + " per head",
        _ => Money,
    };

    private string Money => Basis switch
    {
        PriceBasis.Constant => $"{Currency} at prices of {ConstantYear}",
        PriceBasis.Ppp => "international dollars",
        _ => Currency,
    };
}
