using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Totals;

/// <summary>One of several figures that give different amounts for the same money, and its place in the world total of its stage and funder type.</summary>
/// <param name="Reason">Why it is left out of that total; null when it is counted.</param>
/// <param name="Because">The figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Decision">By what another figure stands in its place; null where none does, or it was revised.</param>
public sealed record Claim(TotalFigure Figure, PartialDate StatedOn, LeftOutReason? Reason, CausingFigure? Because, StandingDecision? Decision)
{
    /// <summary>Whether it stands for its money at its stage, be it that this money is counted within other money.</summary>
    public bool Stands => ClaimGroup.Stands(Reason);
}

/// <summary>What sources claim of the same money: the figures that contradict each other and those that stand in their place.</summary>
public sealed record ClaimGroup(IReadOnlyList<Claim> Claims)
{
    /// <summary>
    /// The contradictions that a programme's own figures are in, in the order of their first figures. Amounts stay in their own currencies,
    /// as on the figures' pages. Within a stage what stands comes first, then what was stated first.
    /// </summary>
    /// <param name="programme">Slug.</param>
    public static IReadOnlyList<ClaimGroup> Of(KnownMoney money, string programme)
    {
        var own = money.Tree.NumberOf(programme);
        if (own == ProgrammeTree.None)
            return [];
        var disputed = Enumerable.Range(0, money.Count).Where(money.Contradicted).ToLookup(money.GroupOf);
        List<IGrouping<int, int>> asked = [.. disputed.Where(group => group.Any(figure => money.ProgrammeOf(figure) == own)).OrderBy(group => group.Min())];
        var settled = asked.SelectMany(group => group).Select(figure => (money[figure].Stage, money[figure].FunderType)).Distinct()
            .SelectMany(kind => Total.Settled(money, kind.Stage, kind.FunderType)).ToDictionary(candidate => candidate.Number);
        var standing = settled.Values.Where(candidate => Stands(candidate.Reason))
            .ToLookup(candidate => (money.GroupOf(candidate.Number), candidate.Figure.Stage, candidate.Figure.FunderType), candidate => candidate.Number);
        return [.. asked.Select(group => new ClaimGroup([.. group
            .Concat(group.SelectMany(figure => standing[(group.Key, money[figure].Stage, money[figure].FunderType)])).Distinct()
            .Select(figure => Judged(money, settled[figure]))
            .OrderBy(claim => claim.Figure.Stage).ThenBy(claim => claim.Figure.FunderType).ThenByDescending(claim => claim.Stands)
            .ThenBy(claim => claim.StatedOn).ThenBy(claim => claim.Figure.Reference, StringComparer.Ordinal)]))];
    }

    internal static bool Stands(LeftOutReason? reason) => reason is null or LeftOutReason.Inside or LeftOutReason.InsideParent;

    private static Claim Judged(KnownMoney money, Candidate candidate) => new(
        candidate.Figure,
        money.StatedOn(candidate.Number),
        candidate.Reason,
        candidate.Because is { } because ? CausingFigure.Of(money, money[because].Reference) : null,
        candidate.Criterion is { } criterion ? StandingDecision.Of(money, criterion, candidate.Because!.Value, candidate.Number) : null);
}
