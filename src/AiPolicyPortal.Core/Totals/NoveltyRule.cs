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
    private readonly ILookup<int, Candidate> disclosed;
    private readonly Dictionary<int, int> revised;
    private readonly Dictionary<int, int> earliestWhole;

    /// <param name="standing">The candidates that rule 3 left in.</param>
    public NoveltyRule(KnownMoney money, IReadOnlyCollection<Candidate> standing, Converter converter)
    {
        (this.money, this.converter) = (money, converter);
        candidates = standing.ToDictionary(candidate => candidate.Number);
        groups = standing.GroupBy(candidate => money.GroupOf(candidate.Number)).Select(group => (group.Key, Earliest: group.MinBy(Order)!))
            .ToDictionary(group => group.Key, group => (FirstOf(group.Earliest), money.StatedOn(group.Earliest.Number)));
        revised = Nearest.Of(money.Revised, candidates.Keys.ToDictionary(number => number));
        List<Candidate> inOrder = [.. standing.Where(candidate => candidate.Disclosed).OrderBy(Order)];
        disclosed = inOrder.ToLookup(candidate => money.ProgrammeOf(candidate.Number));
        earliestWhole = EarliestWholes(inOrder);
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

    // The earliest of all programmes above. What says the same money there does not hold it.
    private int? Above(Candidate candidate) => money.Tree.SelfAndAncestors(money.ProgrammeOf(candidate.Number)).Skip(1)
        .Select(programme => disclosed[programme].FirstOrDefault(other => money.GroupOf(other.Number) != money.GroupOf(candidate.Number)))
        .OfType<Candidate>().MinBy(Order) is { } earliest && money.StatedOn(earliest.Number) <= money.StatedOn(candidate.Number) ? earliest.Number : null;

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
}
