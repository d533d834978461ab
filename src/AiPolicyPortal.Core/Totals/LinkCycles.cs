using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Links that lead from a figure, or from a group of the same money, back to itself.</summary>
/// <param name="Kind"><see cref="FigureLinkKind.Revises"/> between figures, or <see cref="FigureLinkKind.PartOf"/> between groups.</param>
/// <param name="Links">
/// In the order followed. Of parts, each link begins in the group where the one before ends, though not always at the same figure.
/// </param>
public sealed record LinkCycle(FigureLinkKind Kind, IReadOnlyList<TotalLink> Links)
{
    /// <summary>Such as <c>f1 revises f2, f2 revises f1</c>, with the codes of the data folder.</summary>
    public override string ToString() => string.Join(", ", Links.Select(link => $"{link.From} {link.Kind.Code()} {link.To}"));
}

/// <summary>Finds what no link may close: a cycle of revisions, or of parts between groups of the same money.</summary>
public static class LinkCycles
{
    /// <param name="links">
    /// All links that hold together, since one that joins two groups may close a cycle of parts drawn long before.
    /// </param>
    /// <returns>Cycles that share no figure or group; none when all is well. One round of mending may uncover another.</returns>
    public static IReadOnlyList<LinkCycle> Find(IReadOnlyCollection<TotalLink> links)
    {
        string[] figures = [.. links.SelectMany(link => new[] { link.From, link.To }).Distinct().Order(StringComparer.Ordinal)];
        var numbers = figures.Select((reference, number) => (reference, number)).ToDictionary(pair => pair.reference, pair => pair.number);
        var groups = new SameMoneyGroups(
            figures.Length,
            links.Where(link => link.Kind != FigureLinkKind.PartOf).Select(link => (numbers[link.From], numbers[link.To])));
        return
        [
            .. new Walk(FigureLinkKind.Revises, links, reference => numbers[reference]).Cycles(),
            .. new Walk(FigureLinkKind.PartOf, links, reference => groups[numbers[reference]]).Cycles(),
        ];
    }

    /// <summary>Follows every link once, depth first; a link back to the path that led to it closes a cycle.</summary>
    private sealed class Walk(FigureLinkKind kind, IEnumerable<TotalLink> links, Func<string, int> node)
    {
        private readonly Dictionary<int, Queue<TotalLink>> untried = links.Where(link => link.Kind == kind)
            .OrderBy(link => link.From, StringComparer.Ordinal).ThenBy(link => link.To, StringComparer.Ordinal)
            .GroupBy(link => node(link.From)).ToDictionary(group => group.Key, group => new Queue<TotalLink>(group));

        private readonly List<TotalLink> path = [];
        private readonly Dictionary<int, int> positions = [];
        private readonly HashSet<int> done = [];
        private readonly HashSet<int> named = [];
        private readonly List<LinkCycle> cycles = [];

        public List<LinkCycle> Cycles()
        {
            foreach (var start in untried.Keys.Order().Where(start => !done.Contains(start)))
            {
                positions.Add(start, 0);
                int? at = start;
                while (at is { } here)
                    at = untried.TryGetValue(here, out var leaving) && leaving.TryDequeue(out var link) ? Follow(here, link) : Leave(here);
            }

            return cycles;
        }

        private int Follow(int here, TotalLink link)
        {
            var next = node(link.To);
            if (positions.TryGetValue(next, out var position))
                Name(new LinkCycle(kind, [.. path[position..], link]));
            if (done.Contains(next) || !positions.TryAdd(next, path.Count + 1))
                return here;
            path.Add(link);
            return next;
        }

        private int? Leave(int here)
        {
            done.Add(here);
            positions.Remove(here);
            if (path.Count == 0)
                return null;
            var before = node(path[^1].From);
            path.RemoveAt(path.Count - 1);
            return before;
        }

        private void Name(LinkCycle cycle)
        {
            int[] nodes = [.. cycle.Links.Select(link => node(link.From))];
            if (nodes.Any(named.Contains))
                return;
            named.UnionWith(nodes);
            cycles.Add(cycle);
        }
    }
}
