using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What a selection of grants adds up to: whole grants, each stage and each currency by itself.</summary>
/// <param name="Count">Grants, whatever is known of their amounts.</param>
/// <param name="Sums">By stage, within a stage the currency of most grants first.</param>
/// <param name="Converted">By stage.</param>
public sealed record GrantTotals(int Count, IReadOnlyList<GrantTotal> Sums, IReadOnlyList<ConvertedGrants> Converted)
{
    internal static GrantTotals Of(IReadOnlyList<GrantCell> cells, IReadOnlyDictionary<string, int> minorUnits)
    {
        var stages = cells.GroupBy(cell => cell.Group.Stage).OrderBy(stage => stage.Key).ToList();
        return new GrantTotals(
            cells.Sum(cell => cell.Grants),
            [.. stages.SelectMany(stage => stage.GroupBy(cell => cell.Group.CurrencyCode).Select(currency => GrantTotal.Of(stage.Key, currency.Key, [.. currency], minorUnits))
                .OrderByDescending(sum => sum.Count).ThenBy(sum => sum.Sum.Currency, StringComparer.Ordinal))],
            [.. stages.Select(stage => ConvertedGrants.Of(stage.Key, [.. stage], minorUnits))]);
    }
}

/// <param name="Count">Grants of the stage stated in the currency.</param>
/// <param name="UndisclosedCount">Those without an amount; they add nothing.</param>
/// <param name="Sum">Its amount is null when no amount is disclosed.</param>
public sealed record GrantTotal(Stage Stage, int Count, int UndisclosedCount, Money Sum)
{
    internal static GrantTotal Of(Stage stage, string currency, IReadOnlyList<GrantCell> cells, IReadOnlyDictionary<string, int> minorUnits)
    {
        var (count, disclosed) = (cells.Sum(cell => cell.Grants), cells.Sum(cell => cell.Disclosed));
        return new GrantTotal(stage, count, count - disclosed, GrantMoney.Of(disclosed, cells.Sum(cell => cell.Amount), currency, minorUnits));
    }
}

/// <summary>The grants of a stage in one currency, each at the rate of its date of award.</summary>
/// <param name="Sum">Its amount is null when there is nothing to add.</param>
/// <param name="ConvertedCount">Grants in the sum.</param>
/// <param name="NotConvertedCount">With an amount and without a rate, or in another currency and without a date of award.</param>
/// <param name="UndisclosedCount">Without an amount.</param>
public sealed record ConvertedGrants(Stage Stage, Money Sum, int ConvertedCount, int NotConvertedCount, int UndisclosedCount)
{
    internal static ConvertedGrants Of(Stage stage, IReadOnlyList<GrantCell> cells, IReadOnlyDictionary<string, int> minorUnits)
    {
        var (count, disclosed, converted) = (cells.Sum(cell => cell.Grants), cells.Sum(cell => cell.Disclosed), cells.Sum(cell => cell.Converted));
        return new ConvertedGrants(
            stage, GrantMoney.Of(converted, cells.Sum(cell => cell.Euros), GrantRates.Currency, minorUnits), converted, disclosed - converted, count - disclosed);
    }
}

internal static class GrantMoney
{
    /// <summary>No sum at all where nothing was added: that is not zero.</summary>
    public static Money Of(int added, decimal amount, string currency, IReadOnlyDictionary<string, int> minorUnits) => added == 0
        ? new Money(null, null, currency, minorUnits[currency], Nature.Undisclosed)
        : new Money(amount, amount, currency, minorUnits[currency], Nature.Exact);
}
