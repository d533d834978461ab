namespace AiPolicyPortal.Core.Totals;

/// <summary>The answer to a <see cref="TotalQuestion"/>.</summary>
/// <param name="Decimals">The decimal places every amount is rounded to, and should be shown with.</param>
/// <param name="Groups">In the order of their keys, the unknown one last; empty when no grouping was asked.</param>
/// <param name="Overlap">What the groups' totals lack to the total; null when no grouping was asked.</param>
public sealed record TotalAnswer(int Decimals, TotalSum Total, IReadOnlyList<TotalGroup> Groups, TotalOverlap? Overlap)
{
    /// <summary>The groups alone, where amounts of several countries do not add up.</summary>
    internal TotalAnswer WithoutSum() => this with { Total = Total with { Low = null, High = null }, Overlap = Overlap is null ? null : new TotalOverlap(null, null) };
}

/// <summary>The total of one group's set.</summary>
/// <param name="Key">Country code, theme code, year, programme slug, funder type or instrument code, or <see cref="Unknown"/>.</param>
public sealed record TotalGroup(string Key, TotalSum Sum)
{
    public const string Unknown = "unknown";
}

/// <summary>The total less its groups: negative where money lies in two groups. Null when there is no amount at all.</summary>
public sealed record TotalOverlap(decimal? Low, decimal? High);
