using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Why a figure that was asked about is not in a total. The first eight are figures' own standings.</summary>
public enum LeftOutReason
{
    Target,
    Request,
    Bid,
    Withdrawn,
    Error,
    Aggregate,
    WiderScope,
    NotSpending,

    /// <summary>An annual amount whose period is open.</summary>
    NoPeriod,

    /// <summary>It cannot be expressed as asked: a rate or a series is missing.</summary>
    NoRate,

    /// <summary>Another figure replaces it.</summary>
    Revised,

    /// <summary>It is disputed, and another figure stands for the same money.</summary>
    Contradicted,

    /// <summary>Another figure stands for the same money.</summary>
    Restated,

    /// <summary>Its money lies inside that of another figure.</summary>
    Inside,

    /// <summary>It is for a programme below one that has a figure.</summary>
    InsideParent,
}

/// <summary>By what one of several figures of the same money stands for it, in the order in which they are asked.</summary>
public enum StandingCriterion
{
    /// <summary>It gives an amount.</summary>
    Disclosure,

    /// <summary>The editors prefer it.</summary>
    Preference,

    /// <summary>The best of its sources is the better one.</summary>
    Tier,

    /// <summary>It was read with more confidence.</summary>
    Confidence,

    /// <summary>It is in the currency in which the money was first stated.</summary>
    Currency,

    /// <summary>It was stated later.</summary>
    StatedOn,

    /// <summary>Nothing else tells them apart: its reference comes first.</summary>
    Reference,
}

/// <summary>A figure in a total.</summary>
/// <param name="Figure">The figure's own record: its original amount, currency and period.</param>
/// <param name="StatedOn">The announcement's date, as it was held.</param>
/// <param name="Years">How many times the amount counts, for the years of its period.</param>
/// <param name="ConvertedLow">As asked, for all its years, rounded; null when undisclosed.</param>
/// <param name="Conversion">How it was converted; null when undisclosed.</param>
public sealed record CountedFigure(
    TotalFigure Figure, PartialDate StatedOn, int Years, decimal? ConvertedLow, decimal? ConvertedHigh, ConversionRate? Conversion);

/// <summary>A figure left out of a total.</summary>
/// <param name="Because">The figure that caused it, by reference; null when the reason lies in the figure itself.</param>
/// <param name="Criterion">By what that figure stands in place of this one; null where they are not the same money, or this one was revised.</param>
public sealed record LeftOutFigure(
    TotalFigure Figure, PartialDate StatedOn, LeftOutReason Reason, string? Because, StandingCriterion? Criterion = null);

/// <summary>A total and what explains it; both lists are in the order of references.</summary>
/// <param name="Low">Null when no figure with an amount is in it, never zero for that; null too where amounts of several countries do not add up.</param>
public sealed record TotalSum(decimal? Low, decimal? High, IReadOnlyList<CountedFigure> Counted, IReadOnlyList<LeftOutFigure> LeftOut)
{
    /// <summary>How many figures are in it, undisclosed ones included.</summary>
    public int FigureCount => Counted.Count;

    public int UndisclosedCount { get; } = Counted.Count(figure => figure.ConvertedLow is null);

    public int NotConvertedCount { get; } = LeftOut.Count(figure => figure.Reason == LeftOutReason.NoRate);

    public int LeftOutCount => LeftOut.Count;

    /// <summary>How many of the figures in it are stated so: an upper or a lower bound is added as if it were the amount.</summary>
    public int CountOf(Nature nature) => Counted.Count(figure => figure.Figure.Nature == nature);

    /// <summary>What those add to it; null where none of them has an amount.</summary>
    public (decimal? Low, decimal? High) AmountOf(Nature nature)
    {
        List<CountedFigure> stated = [.. Counted.Where(figure => figure.Figure.Nature == nature && figure.ConvertedLow is not null)];
        return stated.Count == 0 ? (null, null) : (stated.Sum(figure => figure.ConvertedLow), stated.Sum(figure => figure.ConvertedHigh));
    }
}
