using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What of a figure is new money of its announcement. Days are compared, so a whole and its part of one day are whole and part.</summary>
internal sealed class NoveltyRule
{
    private readonly KnownMoney money;
    private readonly Converter converter;
    private readonly Dictionary<int, Candidate> candidates;
    private readonly Dictionary<int, (Candidate First, PartialDate Day)> groups;
    private readonly List<Candidate> disclosed;
    private readonly Dictionary<int, int> revised;
    private readonly Dictionary<int, int> earliestWhole;
    private readonly Dictionary<int, int> earliestAbove;

    /// <param name="standing">The candidates that rule 3 left in.</param>
    public NoveltyRule(KnownMoney money, IReadOnlyCollection<Candidate> standing, Converter converter)
    {
        (this.money, this.converter) = (money, converter);
        candidates = standing.ToDictionary(candidate => candidate.Number);
        groups = standing.GroupBy(candidate => money.GroupOf(candidate.Number)).Select(group => (group.Key, Earliest: group.MinBy(Order)!))
            .ToDictionary(group => group.Key, group => (FirstOf(group.Earliest), money.StatedOn(group.Earliest.Number)));
        revised = Nearest.Of(money.Revised, candidates.Keys.ToDictionary(number => number));
        disclosed = [.. standing.Where(candidate => candidate.Disclosed).OrderBy(Order)];
        earliestWhole = EarliestWholes(disclosed);
        earliestAbove = EarliestAbove(disclosed);
    }

    public StatedFigure Of(Candidate candidate, bool inHeadline)
    {
        var (novelty, because) = Judge(candidate);
        var (low, high) = novelty switch
        {
            Novelty.New => (candidate.Low, candidate.High),
            Novelty.Revision => Difference(candidate, candidates[because!.Value]),
            _ => candidate.Disclosed ? (0m, 0m) : (null, (decimal?)null),
        };
        return new StatedFigure(
            candidate.Figure,
            inHeadline ? candidate.Low : null,
            inHeadline ? candidate.High : null,
            novelty,
            low,
            high,
            because is { } number ? money[number].Reference : null)
        {
            PartsBefore = novelty == Novelty.New && candidate.Disclosed ? PartsBefore(candidate) : [],
        };
    }

    private IReadOnlyList<string> PartsBefore(Candidate whole)
    {
        var own = money.GroupOf(whole.Number);
        if (money.WholesToParts[own].IsEmpty)
            return [];
        HashSet<int> seen = [own];
        List<string> before = [];
        var open = new Stack<int>([own]);
        while (open.TryPop(out var group))
        {
            foreach (var part in money.WholesToParts[group])
            {
                if (!seen.Add(part))
                    continue;
                if (groups.TryGetValue(part, out var known) && known.First.Disclosed && known.Day < money.StatedOn(whole.Number))
                    before.Add(known.First.Figure.Reference);
                else
                    open.Push(part);
            }
        }

        return [.. before.Order(StringComparer.Ordinal)];
    }

    private (Novelty Novelty, int? Because) Judge(Candidate candidate)
    {
        var first = groups[money.GroupOf(candidate.Number)].First;
        var before = revised.TryGetValue(candidate.Number, out var number) ? number : (int?)null;
        if (first != candidate && before is null)
            return (money.Contradicted(candidate.Number) ? Novelty.Contradicted : Novelty.Restated, first.Number);
        if (By(candidate, earliestWhole, money.GroupOf(candidate.Number)) is { } whole)
            return (Novelty.Inside, whole);
        if (!candidate.Figure.Additional && Above(candidate) is { } above)
            return (Novelty.InsideParent, above);
        return first == candidate ? (Novelty.New, null) : (Novelty.Revision, before);
    }

    // What says the same money at the programme above does not hold it.
    private int? Above(Candidate candidate)
    {
        var (group, programme) = (money.GroupOf(candidate.Number), money.ProgrammeOf(candidate.Number));
        if (By(candidate, earliestAbove, programme) is not { } above || money.GroupOf(above) != group)
            return By(candidate, earliestAbove, programme);
        var ancestors = money.Tree.SelfAndAncestors(programme).Where(other => other != programme).ToHashSet();
        return disclosed.Where(other => ancestors.Contains(money.ProgrammeOf(other.Number)) && money.GroupOf(other.Number) != group
                && money.StatedOn(other.Number) <= money.StatedOn(candidate.Number))
            .Select(other => (int?)other.Number).FirstOrDefault();
    }

    private int? By(Candidate candidate, Dictionary<int, int> earliest, int key) =>
        earliest.TryGetValue(key, out var figure) && money.StatedOn(figure) <= money.StatedOn(candidate.Number) ? figure : null;

    /// <summary>Both amounts at the date of the revision, so that a rate that moved meanwhile is not taken for new money.</summary>
    private (decimal? Low, decimal? High) Difference(Candidate revision, Candidate before)
    {
        if (!revision.Disclosed || !before.Disclosed)
            return (revision.Low, revision.High);
        var figure = before.Figure;
        var rate = converter.Find(figure.Currency, money.StatedOn(revision.Number), money.CountryOf(before.Number));
        return rate?.Apply(figure.AmountLow!.Value * figure.Years!.Value) is { } low
            && rate.Apply(figure.AmountHigh!.Value * figure.Years!.Value) is { } high
            ? (revision.Low - converter.Round(low), revision.High - converter.Round(high))
            : (null, null);
    }

    // What a figure restates or revises was said before it, unless the days say otherwise (decision 0057).
    private Candidate FirstOf(Candidate earliest)
    {
        var chain = money.SaidAgain.ReachedFrom([earliest.Number])
            .Where(before => candidates.TryGetValue(before, out var other) && (other.Disclosed || !earliest.Disclosed) && money.MayPrecede(before, earliest.Number))
            .ToHashSet();
        return chain.Where(number => !money.SaidAgain[number].ToArray().Any(chain.Contains)).Select(number => candidates[number]).MinBy(Order) ?? earliest;
    }

    private (PartialDate, DateTimeOffset, int) Order(Candidate candidate) =>
        (money.StatedOn(candidate.Number), candidate.Figure.Known.RecordedAt, candidate.Number);

    /// <summary>By group: the earliest disclosed figure of all the groups it lies inside. Spread from the earliest on, so the first to come stays.</summary>
    private Dictionary<int, int> EarliestWholes(List<Candidate> disclosed)
    {
        var earliest = new Dictionary<int, int>();
        foreach (var candidate in disclosed.DistinctBy(candidate => money.GroupOf(candidate.Number)))
        {
            var whole = money.GroupOf(candidate.Number);
            var open = new Stack<int>([whole]);
            while (open.TryPop(out var group))
            {
                foreach (var part in money.WholesToParts[group])
                {
                    if (part != whole && earliest.TryAdd(part, candidate.Number))
                        open.Push(part);
                }
            }
        }

        return earliest;
    }

    /// <summary>By programme: the earliest disclosed figure of all its ancestors.</summary>
    private Dictionary<int, int> EarliestAbove(List<Candidate> disclosed)
    {
        var order = new Dictionary<int, int>();
        var own = new Dictionary<int, int>();
        foreach (var candidate in disclosed)
        {
            order.Add(candidate.Number, order.Count);
            own.TryAdd(money.ProgrammeOf(candidate.Number), candidate.Number);
        }

        var earliest = new Dictionary<int, int>();
        foreach (var programme in money.Tree.ParentsFirst)
        {
            var parent = money.Tree.ParentOf(programme);
            if (parent == ProgrammeTree.None)
                continue;
            int[] above = [.. new[] { own, earliest }.Where(known => known.ContainsKey(parent)).Select(known => known[parent])];
            if (above.Length > 0)
                earliest.Add(programme, above.MinBy(figure => order[figure]));
        }

        return earliest;
    }
}
