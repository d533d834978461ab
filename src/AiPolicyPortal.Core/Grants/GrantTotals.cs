using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What a selection of grants adds up to: whole grants, each stage, each kind of funder and each currency by itself.</summary>
/// <param name="Count">Grants, whatever is known of their amounts.</param>
/// <param name="Sums">By stage and kind of funder, within one the currency of most grants first.</param>
/// <param name="Converted">By stage and kind of funder.</param>
public sealed record GrantTotals(int Count, IReadOnlyList<GrantTotal> Sums, IReadOnlyList<ConvertedGrants> Converted)
{
    /// <param name="cells">Converted into the currency.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="minorUnits">Decimal places by currency.</param>
    internal static GrantTotals Of(IReadOnlyList<GrantCell> cells, string currency, IReadOnlyDictionary<string, int> minorUnits)
    {
        var stages = cells.GroupBy(cell => (cell.Group.Stage, cell.Group.FunderType)).OrderBy(stage => stage.Key).ToList();
        return new GrantTotals(
            cells.Sum(cell => cell.Grants),
            [.. stages.SelectMany(stage => stage.GroupBy(cell => cell.Group.CurrencyCode).Select(stated => GrantTotal.Of(stage.Key.Stage, stage.Key.FunderType, stated.Key, [.. stated], minorUnits))
                .OrderByDescending(sum => sum.Count).ThenBy(sum => sum.Sum.Currency, StringComparer.Ordinal))],
            [.. stages.Select(stage => ConvertedGrants.Of(stage.Key.Stage, stage.Key.FunderType, currency, [.. stage], minorUnits))]);
    }

    /// <summary>What stands in for a sum of which nothing could be converted: its grants as they are stated, where that is in one currency; null elsewhere.</summary>
    public GrantTotal? StatedInstead(ConvertedGrants sum) =>
        sum is { ConvertedCount: 0, NotConvertedCount: > 0 } && Sums.Where(stated => (stated.Stage, stated.FunderType) == (sum.Stage, sum.FunderType)).ToList() is [var only] ? only : null;

    /// <summary>These totals without those of the parts, each stage, kind of funder and currency by itself.</summary>
    internal GrantTotals Less(IEnumerable<GrantTotals> parts)
    {
        var taken = parts.ToList();
        var sums = taken.SelectMany(part => part.Sums).ToLookup(sum => (sum.Stage, sum.FunderType, sum.Sum.Currency));
        var converted = taken.SelectMany(part => part.Converted).ToLookup(sum => (sum.Stage, sum.FunderType));
        return new GrantTotals(
            Count - taken.Sum(part => part.Count),
            [.. Sums.Select(sum => sum.Less([.. sums[(sum.Stage, sum.FunderType, sum.Sum.Currency)]]))],
            [.. Converted.Select(sum => sum.Less([.. converted[(sum.Stage, sum.FunderType)]]))]);
    }
}

/// <param name="Count">Grants of the stage and kind of funder stated in the currency.</param>
/// <param name="UndisclosedCount">Those without an amount; they add nothing.</param>
/// <param name="Sum">Its amount is null when no amount is disclosed.</param>
public sealed record GrantTotal(Stage Stage, FunderType FunderType, int Count, int UndisclosedCount, Money Sum)
{
    internal static GrantTotal Of(Stage stage, FunderType funderType, string currency, IReadOnlyList<GrantCell> cells, IReadOnlyDictionary<string, int> minorUnits)
    {
        var (count, disclosed) = (cells.Sum(cell => cell.Grants), cells.Sum(cell => cell.Disclosed));
        return new GrantTotal(stage, funderType, count, count - disclosed, GrantMoney.Of(disclosed, cells.Sum(cell => cell.Amount), currency, minorUnits));
    }

    internal GrantTotal Less(IReadOnlyList<GrantTotal> parts) => this with
    {
        Count = Count - parts.Sum(part => part.Count),
        UndisclosedCount = UndisclosedCount - parts.Sum(part => part.UndisclosedCount),
        Sum = Sum.Less(parts.Sum(part => part.Sum.High ?? 0)),
    };
}

/// <summary>The grants of a stage and a kind of funder in one currency, each at the rate of its date of award or, where that is unknown, of start.</summary>
/// <param name="Sum">Its amount is null when there is nothing to add.</param>
/// <param name="ConvertedCount">Grants in the sum.</param>
/// <param name="NotConvertedCount">With an amount and without a rate, or in another currency and without a date.</param>
/// <param name="UndisclosedCount">Without an amount.</param>
public sealed record ConvertedGrants(Stage Stage, FunderType FunderType, Money Sum, int ConvertedCount, int NotConvertedCount, int UndisclosedCount)
{
    internal static ConvertedGrants Of(Stage stage, FunderType funderType, string currency, IReadOnlyList<GrantCell> cells, IReadOnlyDictionary<string, int> minorUnits)
    {
        var (count, disclosed, converted) = (cells.Sum(cell => cell.Grants), cells.Sum(cell => cell.Disclosed), cells.Sum(cell => cell.Converted));
        return new ConvertedGrants(
            stage, funderType, GrantMoney.Of(converted, cells.Sum(cell => cell.Euros), currency, minorUnits), converted, disclosed - converted, count - disclosed);
    }

    /// <summary>What some of one stage, kind of funder and currency hold together.</summary>
    /// <param name="parts">At least one.</param>
    public static ConvertedGrants Together(IReadOnlyList<ConvertedGrants> parts)
    {
        var converted = parts.Sum(part => part.ConvertedCount);
        decimal? amount = converted == 0 ? null : parts.Sum(part => part.Sum.High ?? 0);
        return parts[0] with
        {
            Sum = parts[0].Sum with { Low = amount, High = amount, Nature = amount is null ? Nature.Undisclosed : Nature.Exact },
            ConvertedCount = converted,
            NotConvertedCount = parts.Sum(part => part.NotConvertedCount),
            UndisclosedCount = parts.Sum(part => part.UndisclosedCount),
        };
    }

    internal ConvertedGrants Less(IReadOnlyList<ConvertedGrants> parts) => this with
    {
        Sum = Sum.Less(parts.Sum(part => part.Sum.High ?? 0)),
        ConvertedCount = ConvertedCount - parts.Sum(part => part.ConvertedCount),
        NotConvertedCount = NotConvertedCount - parts.Sum(part => part.NotConvertedCount),
        UndisclosedCount = UndisclosedCount - parts.Sum(part => part.UndisclosedCount),
    };
}

internal static class GrantMoney
{
    public static Money Less(this Money sum, decimal taken) => sum with { Low = sum.Low - taken, High = sum.High - taken };

    /// <summary>No sum at all where nothing was added: that is not zero.</summary>
    public static Money Of(int added, decimal amount, string currency, IReadOnlyDictionary<string, int> minorUnits) => added == 0
        ? new Money(null, null, currency, minorUnits[currency], Nature.Undisclosed)
        : new Money(amount, amount, currency, minorUnits[currency], Nature.Exact);
}
