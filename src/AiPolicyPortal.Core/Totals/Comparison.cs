using System.Globalization;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>An answer with what it answers.</summary>
/// <param name="AsOf">The instant of the portal's knowledge it speaks of, UTC.</param>
/// <param name="Items">In the order asked.</param>
public sealed record Comparison(CompareQuery Query, DateTimeOffset AsOf, MoneySnapshot Snapshot, IReadOnlyList<ComparedItem> Items)
{
    /// <summary>From the first year in which something was stated of any of them to the last; empty when nothing was.</summary>
    public IReadOnlyList<int> Years =>
        [.. YearRange.Spanned([.. Items.SelectMany(item => item.Years).Select(year => int.Parse(year.Key, CultureInfo.InvariantCulture))])];
}

/// <summary>One country or programme.</summary>
/// <param name="Key">Its code or slug.</param>
/// <param name="Report">Its total, in groups by year of statement.</param>
public sealed record ComparedItem(string Key, TotalReport Report)
{
    public TotalSum Total => Report.Answer.Total;

    /// <summary>The years in which anything was stated of it, each with the total of its own set.</summary>
    public IEnumerable<TotalGroup> Years => Report.Answer.Groups.Where(group => group.Key != TotalGroup.Unknown);

    /// <summary>What the years lack to the total: money said in several of them, counted in each.</summary>
    public TotalOverlap Overlap => Report.Answer.Overlap!;
}

/// <summary>What there is to compare now.</summary>
/// <param name="Countries">Those that have figures, with how many, whatever stage and funder.</param>
/// <param name="Programmes">Those that have figures, by name.</param>
public sealed record Comparable(IReadOnlyList<(CountryLabel Country, int Count)> Countries, IReadOnlyList<RecordLabel> Programmes);
