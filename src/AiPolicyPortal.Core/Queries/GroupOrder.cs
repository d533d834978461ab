namespace AiPolicyPortal.Core.Queries;

/// <summary>What a selection is grouped by, in which order its groups come, and how many of them are wanted.</summary>
/// <param name="By">At most <see cref="Grouping.Most"/>.</param>
/// <param name="Sort"><see cref="Key"/>, <see cref="Count"/> or <see cref="Sum"/>, the last two with <c>-</c> before it for the largest first.</param>
/// <param name="Limit">Groups at most; null for all.</param>
public sealed record GroupOrder(IReadOnlyList<string> By, string Sort, int? Limit)
{
    public const string SortParameter = "groupSort";
    public const string LimitParameter = "groupLimit";

    /// <summary>The most that <see cref="Limit"/> can be.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>The sort that has the groups of most records first.</summary>
    public const string Largest = "-" + Count;

    private const string Key = "key";
    private const string Count = "count";
    private const string Sum = "sum";

    private static readonly string[] OfLists = ["sort", "limit", "cursor", "count", "fields"];

    // A group has one sum for each stage and kind of funder, and without a currency for each currency: of several none is the one to go by.
    private static readonly (string Parameter, string Why)[] OneSum =
    [
        ("currency", "sums in several currencies have no order; name one, such as EUR"),
        ("stage", "sums of several stages are not compared; name one, such as announced"),
        ("funderType", "public and private sums are not compared; name one, such as public"),
    ];

    /// <summary>Reads <c>groupBy=country,year</c> and what goes with it; null when not given.</summary>
    /// <param name="known">What the noun can be grouped by.</param>
    /// <param name="hasSums">Whether its groups have sums besides counts.</param>
    public static GroupOrder? Read(QueryParameters parameters, IReadOnlyCollection<string> known, bool hasSums)
    {
        var by = Grouping.Read(parameters, known);
        string[] sorts = hasSums ? [Key, Count, Largest, Sum, "-" + Sum] : [Key, Count, Largest];
        var sort = parameters.Choice(SortParameter, sorts);
        var limit = parameters.Number(LimitParameter, 1, MaxLimit);
        if (by is null)
        {
            foreach (var name in new[] { SortParameter, LimitParameter }.Where(parameters.IsGiven))
                parameters.Fault(name, "not-applicable", $"'{name}' goes with '{Grouping.Parameter}'; leave it out, or name what to group by.");
            return null;
        }

        foreach (var name in OfLists.Where(parameters.IsGiven))
            parameters.Allow(name).Fault(name, "mixed", $"'{name}' goes with a list of records; groups have '{SortParameter}' and '{LimitParameter}'.");
        if (hasSums && sort.TrimStart('-') == Sum)
        {
            foreach (var (name, why) in OneSum.Where(one => !NamesOne(parameters, one.Parameter)))
                parameters.Fault(name, "missing", $"'{name}' is needed once with {SortParameter}={sort}: {why}.");
        }

        return new GroupOrder(by, sort, limit);
    }

    /// <summary>The groups in this order, those of which everything is unknown last, and what those beyond the limit add up to.</summary>
    public GroupedSelection Of(GroupedSelection all)
    {
        var groups = Sort.TrimStart('-') switch
        {
            Count => Ordered(all.Groups, group => group.Count),
            // As records are ordered by amount: by the upper end.
            Sum => Ordered(all.Groups, group => group.Sums.Count == 0 ? null : group.Sums[0].Money.High),
            _ => all.Groups,
        };
        if (Limit is not { } limit)
            return all with { Groups = groups };
        var known = groups.Where(group => !group.IsUnknown).ToList();
        return all with
        {
            Groups = [.. known.Take(limit), .. groups.Where(group => group.IsUnknown)],
            Others = known.Count > limit ? Grouping.Together(known[limit..]) : null,
        };
    }

    private List<RecordGroup> Ordered(IEnumerable<RecordGroup> groups, Func<RecordGroup, decimal?> value)
    {
        var sign = Sort.StartsWith('-') ? -1 : 1;
        return [.. groups.OrderBy(group => group.IsUnknown).ThenBy(group => value(group) is null).ThenBy(group => sign * value(group))];
    }

    private static bool NamesOne(QueryParameters parameters, string name) =>
        parameters.Given.Where(pair => pair.Key == name).SelectMany(pair => pair.Value.Split(',')).Distinct().ToList() is [var one] && !one.StartsWith('!');
}
