namespace AiPolicyPortal.Core.Totals;

/// <summary>The arrows of a directed graph over the nodes 0 … count - 1, packed by the node they leave.</summary>
internal sealed class Arrows
{
    private readonly int[] first;
    private readonly int[] targets;

    public Arrows(int count, IReadOnlyList<(int From, int To)> arrows)
    {
        first = new int[count + 1];
        targets = new int[arrows.Count];
        foreach (var (from, _) in arrows)
            first[from + 1]++;
        for (var node = 0; node < count; node++)
            first[node + 1] += first[node];
        var next = first[..count];
        foreach (var (from, to) in arrows)
            targets[next[from]++] = to;
    }

    public ReadOnlySpan<int> this[int node] => targets.AsSpan(first[node]..first[node + 1]);

    /// <summary>Some nodes and all that arrows lead to from them.</summary>
    public HashSet<int> ReachedFrom(IEnumerable<int> starts)
    {
        var reached = starts.ToHashSet();
        var open = new Stack<int>(reached);
        while (open.TryPop(out var node))
        {
            foreach (var target in this[node])
            {
                if (reached.Add(target))
                    open.Push(target);
            }
        }

        return reached;
    }
}
