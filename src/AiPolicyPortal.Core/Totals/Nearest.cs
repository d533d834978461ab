using System.Runtime.InteropServices;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// For every node that arrows lead to from a source: the nearest source, by fewest steps, then lowest rank, and never the node itself.
/// All sources spread at once, so the work is linear. Each node keeps its two nearest, since one of them may be its own.
/// </summary>
internal static class Nearest
{
    private const int Nobody = -1;

    /// <param name="sources">The rank, unique and not negative, of each node that is a source.</param>
    /// <returns>The rank of the nearest source by node.</returns>
    public static Dictionary<int, int> Of(Arrows arrows, IReadOnlyDictionary<int, int> sources)
    {
        var reached = new Dictionary<int, Pair>(sources.Count);
        var frontier = new List<(int Rank, int Node)>(sources.Count);
        foreach (var (node, rank) in sources)
            Reach(reached, frontier, node, rank);
        while (frontier.Count > 0)
        {
            frontier.Sort();
            var next = new List<(int Rank, int Node)>();
            foreach (var (rank, node) in frontier)
            {
                foreach (var target in arrows[node])
                    Reach(reached, next, target, rank);
            }

            frontier = next;
        }

        var nearest = new Dictionary<int, int>();
        foreach (var (node, pair) in reached)
        {
            var other = sources.TryGetValue(node, out var own) && pair.First == own ? pair.Second : pair.First;
            if (other != Nobody)
                nearest.Add(node, other);
        }

        return nearest;
    }

    private static void Reach(Dictionary<int, Pair> reached, List<(int Rank, int Node)> frontier, int node, int rank)
    {
        ref var pair = ref CollectionsMarshal.GetValueRefOrAddDefault(reached, node, out var known);
        if (!known)
            pair = new Pair(rank, Nobody);
        else if (pair.Second == Nobody && pair.First != rank)
            pair = pair with { Second = rank };
        else
            return;
        frontier.Add((rank, node));
    }

    private readonly record struct Pair(int First, int Second);
}
