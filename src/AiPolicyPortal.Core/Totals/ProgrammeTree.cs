namespace AiPolicyPortal.Core.Totals;

/// <summary>The programmes as they stood at an instant, numbered in the order of their slugs.</summary>
internal sealed class ProgrammeTree
{
    public const int None = -1;

    private readonly TotalProgramme[] programmes;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly int[] parents;

    public ProgrammeTree(IEnumerable<TotalProgramme> standing)
    {
        programmes = [.. standing.OrderBy(programme => programme.Slug, StringComparer.Ordinal)];
        for (var number = 0; number < programmes.Length; number++)
            numbers.Add(programmes[number].Slug, number);
        parents = [.. programmes.Select(programme => NumberOf(programme.Parent))];
        ParentsFirst = Order();
    }

    /// <summary>Every programme, each after its parent. Were parents ever to form a ring, it is cut above one of its programmes.</summary>
    public int[] ParentsFirst { get; }

    public TotalProgramme this[int programme] => programmes[programme];

    public int NumberOf(string? slug) => slug is not null && numbers.TryGetValue(slug, out var number) ? number : None;

    public int ParentOf(int programme) => programme == None ? None : parents[programme];

    public IEnumerable<int> SelfAndAncestors(int programme)
    {
        for (; programme != None; programme = parents[programme])
            yield return programme;
    }

    /// <summary>Which programmes are in a set.</summary>
    public bool[] Members(ProgrammeSet set)
    {
        var wanted = Below(set.Programmes);
        var unwanted = Below(set.NotProgrammes);
        return [.. programmes.Select((programme, number) =>
            (set.Programmes.Count == 0 || wanted[number]) && !unwanted[number]
            && (set.Countries.Count == 0 || set.Countries.Contains(programme.Country)) && !set.NotCountries.Contains(programme.Country)
            && (set.Themes.Count == 0 || set.Themes.Intersect(programme.Themes).Any()) && !set.NotThemes.Intersect(programme.Themes).Any())];
    }

    private bool[] Below(IReadOnlyCollection<string> slugs)
    {
        var inside = new bool[programmes.Length];
        foreach (var programme in ParentsFirst)
            inside[programme] = slugs.Contains(programmes[programme].Slug) || (parents[programme] != None && inside[parents[programme]]);
        return inside;
    }

    private int[] Order()
    {
        var order = new List<int>(programmes.Length);
        var placed = new bool[programmes.Length];
        var onPath = new bool[programmes.Length];
        var path = new Stack<int>();
        for (var start = 0; start < programmes.Length; start++)
        {
            for (var at = start; at != None && !placed[at]; at = parents[at])
            {
                path.Push(at);
                onPath[at] = true;
                if (parents[at] != None && onPath[parents[at]] && !placed[parents[at]])
                    parents[at] = None;
            }

            while (path.TryPop(out var programme))
            {
                placed[programme] = true;
                order.Add(programme);
            }
        }

        return [.. order];
    }
}
