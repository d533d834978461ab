namespace AiPolicyPortal.Core.Totals;

/// <summary>Rule 5: what lies inside a group that has a disclosed figure standing for it is left out.</summary>
internal static class InsideRule
{
    public static void Apply(KnownMoney money, IReadOnlyCollection<Candidate> standing)
    {
        var wholes = standing.Where(candidate => candidate.Disclosed)
            .ToDictionary(candidate => money.GroupOf(candidate.Number), candidate => candidate.Number);
        var nearest = Nearest.Of(money.WholesToParts, wholes);
        foreach (var candidate in standing)
        {
            if (nearest.TryGetValue(money.GroupOf(candidate.Number), out var whole))
                candidate.LeaveOut(LeftOutReason.Inside, whole);
        }
    }
}
