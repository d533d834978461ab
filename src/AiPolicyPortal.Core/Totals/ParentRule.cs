namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Rule 6: below a programme that has a disclosed figure standing nothing is added, unless it is said to come on top.
/// A figure counts as standing here even when rule 5 or this one leaves it out.
/// </summary>
internal sealed class ParentRule(KnownMoney money)
{
    private readonly Dictionary<int, int> smallestOf = [];
    private readonly Dictionary<int, int?> nearestOf = [];

    public static void Apply(KnownMoney money, IReadOnlyCollection<Candidate> standing)
    {
        var rule = new ParentRule(money);
        foreach (var candidate in standing.Where(candidate => candidate.Disclosed))
            rule.Stand(candidate.Number);
        foreach (var candidate in standing.Where(candidate => candidate.Reason is null && !candidate.Figure.Additional))
        {
            if (rule.NearestAbove(money.ProgrammeOf(candidate.Number)) is { } because)
                candidate.LeaveOut(LeftOutReason.InsideParent, because);
        }
    }

    private void Stand(int figure)
    {
        var programme = money.ProgrammeOf(figure);
        if (programme != ProgrammeTree.None && (!smallestOf.TryGetValue(programme, out var smallest) || figure < smallest))
            smallestOf[programme] = figure;
    }

    /// <summary>The smallest figure of the nearest ancestor that has one. What is climbed past is remembered, so no path is climbed twice.</summary>
    private int? NearestAbove(int programme)
    {
        var climbed = new List<int>();
        int? found = null;
        for (; programme != ProgrammeTree.None && !nearestOf.TryGetValue(programme, out found); programme = money.Tree.ParentOf(programme))
        {
            climbed.Add(programme);
            if (smallestOf.TryGetValue(money.Tree.ParentOf(programme), out var smallest))
            {
                found = smallest;
                break;
            }
        }

        foreach (var passed in climbed)
            nearestOf[passed] = found;
        return found;
    }
}
