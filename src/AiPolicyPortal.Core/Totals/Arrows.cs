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
}
