using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What a stated amount was, next to what had been stated before.</summary>
public enum Novelty
{
    /// <summary>The first statement of its money.</summary>
    New,

    /// <summary>Replaces an earlier amount of its money: the difference is new, or taken away.</summary>
    Revision,

    /// <summary>Its money had been stated before, with another amount, by another source.</summary>
    Contradicted,

    /// <summary>Its money had been stated before.</summary>
    Restated,

    /// <summary>Its money lies inside money stated on or before that day.</summary>
    Inside,

    /// <summary>Its programme is below one with a figure stated on or before that day.</summary>
    InsideParent,
}

/// <summary>One figure of an announcement.</summary>
/// <param name="HeadlineLow">What it adds to the headline; null when undisclosed or when the announcement holds it within another figure.</param>
/// <param name="NewLow">What of it is new, below zero for a decrease; zero when nothing is; null when that cannot be known.</param>
/// <param name="Because">The earlier figure that <paramref name="Novelty"/> speaks of, by reference.</param>
public sealed record StatedFigure(
    TotalFigure Figure, decimal? HeadlineLow, decimal? HeadlineHigh, Novelty Novelty, decimal? NewLow, decimal? NewHigh, string? Because)
{
    /// <summary>
    /// Of a figure that is new: references of figures stated on an earlier day whose money is a part of its money, of parts within parts the largest, in
    /// order. It is new in full all the same, so that new money can be more than the total, which counts such money once.
    /// </summary>
    public IReadOnlyList<string> PartsBefore { get; init; } = [];
}

/// <summary>An announcement with what it stated at the asked stage, figures in the order of their references.</summary>
public sealed record StatedAnnouncement(string Reference, PartialDate Date, Headline Sum, IReadOnlyList<StatedFigure> Figures);

/// <summary>What was said, and how much of it was new. Each is null, never zero, when no amount is known.</summary>
public sealed record Headline(decimal? Low, decimal? High, decimal? NewLow, decimal? NewHigh);

/// <param name="Announcements">By date, then reference.</param>
/// <param name="LeftOut">The figures that count in neither amount, in the order of their references.</param>
public sealed record NewMoneySum(Headline Headline, IReadOnlyList<StatedAnnouncement> Announcements, IReadOnlyList<LeftOutFigure> LeftOut)
{
    /// <summary>Of those left out, how many for want of a rate or a series.</summary>
    public int NotConvertedCount => LeftOut.Count(left => left.Reason == LeftOutReason.NoRate);
}

/// <param name="Key">A year or a country code, or <see cref="TotalGroup.Unknown"/>.</param>
public sealed record NewMoneyGroup(string Key, NewMoneySum Sum);

/// <summary>The answer on headline against new money.</summary>
/// <param name="Decimals">The decimal places every amount is rounded to.</param>
/// <param name="Groups">
/// A year holds what was said in it, judged by all that was asked. A country is judged by its own money alone, as its total is.
/// </param>
/// <param name="Overlap">What the groups lack to the whole; null when no grouping was asked.</param>
public sealed record NewMoneyAnswer(int Decimals, NewMoneySum Total, IReadOnlyList<NewMoneyGroup> Groups, Headline? Overlap)
{
    private static readonly Headline None = new(null, null, null, null);

    /// <inheritdoc cref="TotalAnswer.WithoutSum"/>
    internal NewMoneyAnswer WithoutSum() => this with { Total = Total with { Headline = None }, Overlap = Overlap is null ? null : None };
}
