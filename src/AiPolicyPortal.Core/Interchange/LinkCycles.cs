using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Finds links that would close a circle: of <c>revises</c> between figures, or of <c>part-of</c> between groups of
/// figures of the same money. Links are added one after the other; one that closes a circle is left out.
/// </summary>
internal static class LinkCycles
{
    private static readonly string PartOf = FigureLinkKind.PartOf.Code();
    private static readonly string Revises = FigureLinkKind.Revises.Code();

    public static IEnumerable<Edge> Find(IReadOnlyCollection<Edge> links)
    {
        var groups = new Groups();
        foreach (var link in links.Where(link => link.Kind != PartOf))
        {
            groups.Join(link.From, link.To);
        }

        return Closing(links.Where(link => link.Kind == Revises), figure => figure)
            .Concat(Closing(links.Where(link => link.Kind == PartOf), groups.Of));
    }

    private static IEnumerable<Edge> Closing(IEnumerable<Edge> links, Func<string, string> node)
    {
        var next = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            var (from, to) = (node(link.From), node(link.To));
            if (Leads(to, from, next))
            {
                yield return link;
            }
            else if (next.TryGetValue(from, out var targets))
            {
                targets.Add(to);
            }
            else
            {
                next.Add(from, new HashSet<string>(StringComparer.Ordinal) { to });
            }
        }
    }

    private static bool Leads(string from, string to, Dictionary<string, HashSet<string>> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (var target in next.GetValueOrDefault(at, []).Where(seen.Add))
            {
                open.Push(target);
            }
        }

        return false;
    }

    private sealed class Groups
    {
        private readonly Dictionary<string, string> leaders = new(StringComparer.Ordinal);

        public string Of(string figure)
        {
            var leader = figure;
            while (leaders.TryGetValue(leader, out var next) && next != leader)
            {
                leader = next;
            }

            leaders[figure] = leader;
            return leader;
        }

        public void Join(string left, string right) => leaders[Of(left)] = Of(right);
    }
}
