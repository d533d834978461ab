namespace AiPolicyPortal.Core.Totals;

/// <summary>Joins what is the same money, whatever the order of joining; a group is known by its first member.</summary>
internal sealed class SameMoneyGroups
{
    private readonly int[] parent;

    public SameMoneyGroups(int count, IEnumerable<(int One, int Other)> sameMoney)
    {
        parent = [.. Enumerable.Range(0, count)];
        foreach (var (one, other) in sameMoney)
        {
            var (a, b) = (First(one), First(other));
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        // A parent never comes after its child, so that all above a figure is settled before it; from here on nothing is written.
        for (var figure = 0; figure < count; figure++)
            parent[figure] = parent[parent[figure]];
    }

    /// <summary>The group of a figure.</summary>
    public int this[int figure] => parent[figure];

    private int First(int figure)
    {
        while (parent[figure] != figure)
            figure = parent[figure] = parent[parent[figure]];
        return figure;
    }
}
