namespace AiPolicyPortal.Core.Interchange;

/// <summary>Finds children that would be their own ancestors.</summary>
internal static class TreeCheck
{
    /// <summary>
    /// Reports one fault for each cycle, at the first of the folder's rows on it. The folder's rows take the place of what
    /// the <paramref name="portal"/> holds for the same child.
    /// </summary>
    public static void Run(CheckContext context, FolderFile file, string column, IEnumerable<(string Child, string? Parent)> portal)
    {
        var rows = context.EdgesOf(file);
        var parents = portal.Where(pair => pair.Parent is not null)
            .ToDictionary(pair => pair.Child, pair => pair.Parent!, StringComparer.Ordinal);
        foreach (var edge in rows)
        {
            parents[edge.From] = edge.To;
        }

        var settled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in rows.Where(edge => edge.To.Length > 0))
        {
            var path = new List<string>();
            var on = new HashSet<string>(StringComparer.Ordinal);
            for (var at = edge.From; at.Length > 0 && !settled.Contains(at); at = parents.GetValueOrDefault(at, ""))
            {
                if (!on.Add(at))
                {
                    var cycle = path.SkipWhile(step => step != at).Append(at).ToList();
                    var first = rows.First(row => cycle.Contains(row.From)).Row!;
                    context.Fault(first, column, FaultCodes.Cycle, $"No circle; this one is {string.Join(" → ", cycle)}.");
                    break;
                }

                path.Add(at);
            }

            settled.UnionWith(on);
        }
    }
}
