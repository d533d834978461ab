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

    private static Candidate OfGroup(KnownMoney money, Candidate[] group, Dictionary<int, int> revisers)
    {
        if (group.Length == 1)
            return group[0];
        Candidate[] rest = [.. group.Where(candidate => !revisers.ContainsKey(candidate.Number))];
        if (rest.Length == 0)
            rest = group;
        var criteria = new Criteria(money, EarliestCurrency(money, group));
        var chosen = rest.Order(criteria).First();
        foreach (var candidate in group.Except(rest))
            candidate.LeaveOut(LeftOutReason.Revised, revisers[candidate.Number]);
        foreach (var candidate in rest.Where(candidate => candidate != chosen))
        {
            var reason = money.Contradicted(candidate.Number) ? LeftOutReason.Contradicted : LeftOutReason.Restated;
            candidate.LeaveOut(reason, chosen.Number, criteria.Between(chosen, candidate));
        }

        return chosen;
    }

    private static string EarliestCurrency(KnownMoney money, IReadOnlyCollection<Candidate> group) =>
        group.MinBy(candidate => (money.StatedOn(candidate.Number), candidate.Number))!.Figure.Currency;

    /// <summary>The criteria of rule 4 in their order; of two ranks the smaller stands.</summary>
    private sealed class Criteria(KnownMoney money, string currency) : IComparer<Candidate>
    {
        private readonly (StandingCriterion Criterion, Func<Candidate, int> Rank)[] ranks =
        [
            (StandingCriterion.Disclosure, candidate => candidate.Disclosed ? 0 : 1),
            (StandingCriterion.Preference, candidate => money.Preferred(candidate.Number) ? 0 : 1),
            (StandingCriterion.Tier, candidate => money.Tier(candidate.Number)),
            (StandingCriterion.Confidence, candidate => (int)candidate.Figure.Confidence),
            (StandingCriterion.Currency, candidate => candidate.Figure.Currency == currency ? 0 : 1),
            (StandingCriterion.StatedOn, candidate => -money.StatedOn(candidate.Number).LastDay.DayNumber),
            (StandingCriterion.Reference, candidate => candidate.Number),
        ];

        public int Compare(Candidate? x, Candidate? y)
        {
            foreach (var (_, rank) in ranks)
            {
                if (rank(x!).CompareTo(rank(y!)) is not 0 and var order)
                    return order;
            }

            return 0;
        }

        /// <summary>The first criterion by which two figures differ.</summary>
        public StandingCriterion Between(Candidate chosen, Candidate other) =>
            ranks.First(rank => rank.Rank(chosen) != rank.Rank(other)).Criterion;
    }
}
