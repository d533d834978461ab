using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>The answer to a <see cref="TotalQuestion"/>.</summary>
/// <param name="Decimals">The decimal places every amount is rounded to, and should be shown with.</param>
/// <param name="Groups">In the order of their keys, the unknown one last; empty when no grouping was asked.</param>
/// <param name="Overlap">What the groups' totals lack to the total; null when no grouping was asked.</param>
public sealed record TotalAnswer(int Decimals, TotalSum Total, IReadOnlyList<TotalGroup> Groups, TotalOverlap? Overlap)
{
    /// <summary>The groups alone, where amounts of several countries do not add up.</summary>
    internal TotalAnswer WithoutSum() => this with { Total = Total with { Low = null, High = null }, Overlap = Overlap is null ? null : Overlap with { Low = null, High = null } };
}

/// <summary>The total of one group's set.</summary>
/// <param name="Key">Country code, theme code, year, programme slug, funder type or instrument code, or <see cref="Unknown"/>.</param>
public sealed record TotalGroup(string Key, TotalSum Sum)
{
    public const string Unknown = "unknown";
}

/// <summary>The total less its groups: negative where money lies in two groups. Null when there is no amount at all.</summary>
/// <param name="FigureCount">Negative where figures lie in several groups; so are the other counts.</param>
public sealed record TotalOverlap(decimal? Low, decimal? High, int FigureCount, int UndisclosedCount, int NotConvertedCount, int LeftOutCount, int AboutCount, int AtLeastCount, int UpToCount)
{
    internal static TotalOverlap Of(TotalSum total, IReadOnlyCollection<TotalGroup> groups)
    {
        return new TotalOverlap(
            Total.Overlap(total.Low, groups.Select(group => group.Sum.Low)), Total.Overlap(total.High, groups.Select(group => group.Sum.High)),
            Less(sum => sum.FigureCount), Less(sum => sum.UndisclosedCount), Less(sum => sum.NotConvertedCount), Less(sum => sum.LeftOutCount),
            Less(sum => sum.CountOf(Nature.About)), Less(sum => sum.CountOf(Nature.AtLeast)), Less(sum => sum.CountOf(Nature.UpTo)));

        int Less(Func<TotalSum, int> count) => count(total) - groups.Sum(group => count(group.Sum));
    }
}
