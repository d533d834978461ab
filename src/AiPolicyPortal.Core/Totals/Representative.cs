namespace AiPolicyPortal.Core.Totals;

/// <summary>Rule 4: of the candidates of a group of the same money, one stands for it and the others are left out.</summary>
internal static class Representative
{
    /// <param name="candidates">Those that rule 3 left in.</param>
    /// <returns>The one of each group.</returns>
    public static List<Candidate> Choose(KnownMoney money, IReadOnlyCollection<Candidate> candidates)
    {
        var revisers = Nearest.Of(money.Revisions, candidates.ToDictionary(candidate => candidate.Number, candidate => candidate.Number));
        return [.. candidates.GroupBy(candidate => money.GroupOf(candidate.Number)).Select(group => OfGroup(money, [.. group], revisers))];
    }

    /// <summary>The best of figures that are the same money, by the criteria that choose who stands.</summary>
    public static Candidate Best(KnownMoney money, IReadOnlyCollection<Candidate> candidates, string currency) =>
        candidates.Count == 1 ? candidates.First() : candidates.Order(new Criteria(money, currency)).First();

    private static Candidate OfGroup(KnownMoney money, Candidate[] group, Dictionary<int, int> revisers)
    {
        if (group.Length == 1)
            return group[0];
        Candidate[] rest = [.. group.Where(candidate => !revisers.ContainsKey(candidate.Number))];
        if (rest.Length == 0)
            rest = group;
        var chosen = Best(money, rest, EarliestCurrency(money, group));
        foreach (var candidate in group.Except(rest))
            candidate.LeaveOut(LeftOutReason.Revised, revisers[candidate.Number]);
        foreach (var candidate in rest.Where(candidate => candidate != chosen))
            candidate.LeaveOut(money.Contradicted(candidate.Number) ? LeftOutReason.Contradicted : LeftOutReason.Restated, chosen.Number);
        return chosen;
    }

    public static string EarliestCurrency(KnownMoney money, IReadOnlyCollection<Candidate> group) =>
        group.MinBy(candidate => (money.StatedOn(candidate.Number), candidate.Number))!.Figure.Currency;

    private sealed class Criteria(KnownMoney money, string currency) : IComparer<Candidate>
    {
        public int Compare(Candidate? x, Candidate? y) => Key(x!).CompareTo(Key(y!));

        private (bool, bool, int, int, bool, int, int) Key(Candidate candidate) => (
            !candidate.Disclosed,
            !money.Preferred(candidate.Number),
            money.Tier(candidate.Number),
            (int)candidate.Figure.Confidence,
            candidate.Figure.Currency != currency,
            -money.StatedOn(candidate.Number).LastDay.DayNumber,
            candidate.Number);
    }
}
