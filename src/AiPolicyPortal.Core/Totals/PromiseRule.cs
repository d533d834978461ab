using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Promises whose date has passed without a later stage in evidence.
/// A promise is a figure that is announced, appropriated, committed or awarded and is counted by rules 3 to 6 in the world total of its
/// stage and funder type, whatever its currency, so that no money is listed twice. What is recommended is not promised; what is disbursed is paid.
/// Its date is the last year it is for or, where it names none, the end of its programme. It has passed when its last day is over,
/// and it counts only if the money was first stated by then: what was said afterwards looks back.
/// It is not outstanding when a figure of a later stage, of its own standing and of whatever funder, is known of the same money,
/// of money that lies inside it, or of money it lies inside, directly or through others.
/// It is outstanding with a remark when such a figure, of a funder that may be the same, is known of its programme or one above or below it,
/// stated since; or a grant, awarded since or on an unknown day, of its programme or one below it.
/// </summary>
public sealed class PromiseRule
{
    private static readonly Stage[] Promised = [Stage.Announced, Stage.Appropriated, Stage.Committed, Stage.Awarded];

    private readonly KnownMoney money;
    private readonly IReadOnlyDictionary<string, PartialDate> ends;
    private readonly DateOnly today;
    private readonly Arrows below;
    private readonly ILookup<int, int> byGroup;
    private readonly ILookup<int, int> byProgramme;
    private readonly ILookup<int, GrantTrace> grants;

    private PromiseRule(KnownMoney money, DateOnly today, IReadOnlyDictionary<string, PartialDate> ends, IEnumerable<GrantTrace> traces)
    {
        (this.money, this.today, this.ends) = (money, today, ends);
        var programmes = Enumerable.Range(0, money.Tree.ParentsFirst.Length);
        below = new Arrows(money.Tree.ParentsFirst.Length, [.. programmes
            .Select(programme => (money.Tree.ParentOf(programme), programme)).Where(pair => pair.Item1 != ProgrammeTree.None)]);
        List<int> standing = [.. Enumerable.Range(0, money.Count).Where(figure => money[figure].Standing == Standing.Stands)];
        byGroup = standing.ToLookup(money.GroupOf);
        byProgramme = standing.ToLookup(money.ProgrammeOf);
        grants = traces.ToLookup(trace => money.Tree.NumberOf(trace.Programme));
    }

    /// <param name="today">The day, UTC, on which a date has passed or not.</param>
    /// <param name="programmeEnds">By slug; programmes without an end are not in it.</param>
    /// <param name="grants">Of every programme; grants of other stages than awarded and disbursed show nothing.</param>
    /// <returns>Each figure at most once, in the order of references.</returns>
    public static IReadOnlyList<Promise> Outstanding(
        KnownMoney money, DateOnly today, IReadOnlyDictionary<string, PartialDate> programmeEnds, IEnumerable<GrantTrace> grants)
    {
        var rule = new PromiseRule(money, today, programmeEnds, grants);
        return [.. Promised.SelectMany(stage => Enum.GetValues<FunderType>().SelectMany(funder => Total.Settled(money, stage, funder)))
            .Where(candidate => candidate.Reason is null).Select(candidate => candidate.Number).Order().Select(rule.Judge).OfType<Promise>()];
    }

    private Promise? Judge(int number)
    {
        var figure = money[number];
        var (due, term) = figure.PeriodEndYear is { } year
            ? (PartialDate.OfYear(year), PromiseTerm.PeriodEnd)
            : (ends.TryGetValue(figure.Programme, out var end) ? end : (PartialDate?)null, PromiseTerm.ProgrammeEnd);
        if (due is not { } date || date.LastDay >= today)
            return null;
        var first = byGroup[money.GroupOf(number)].Where(other => money[other].Stage == figure.Stage).Min(money.StatedOn);
        return first.FirstDay > date.LastDay || IsFollowed(number)
            ? null
            : new Promise(figure, money.StatedOn(number), first, date, term, LaterOf(number, first));
    }

    private bool IsFollowed(int number)
    {
        var group = money.GroupOf(number);
        return new[] { money.WholesToParts, money.PartsToWholes }.SelectMany(arrows => arrows.ReachedFrom([group]))
            .SelectMany(reached => byGroup[reached]).Any(other => money[other].Stage > money[number].Stage);
    }

    private LaterRecord? LaterOf(int number, PartialDate first)
    {
        var (figure, own) = (money[number], money.ProgrammeOf(number));
        HashSet<int> within = own == ProgrammeTree.None ? [] : below.ReachedFrom([own]);
        List<int> figures = [.. within.Concat(money.Tree.SelfAndAncestors(own).Skip(1)).SelectMany(programme => byProgramme[programme])
            .Where(other => IsLater(money[other].Stage, money[other].FunderType) && money.StatedOn(other).LastDay >= first.FirstDay)];
        List<GrantTrace> traces = [.. within.SelectMany(programme => grants[programme])
            .Where(trace => trace.Stage >= Stage.Awarded && IsLater(trace.Stage, trace.FunderType))
            .Where(trace => trace.HasUndated || trace.LastAwardedOn >= first.FirstDay)];
        var stages = figures.Select(other => money[other].Stage).Concat(traces.Select(trace => trace.Stage)).ToList();
        if (stages.Count == 0)
            return null;
        var furthest = stages.Max();
        return new LaterRecord(
            furthest,
            [.. figures.Where(other => money[other].Stage == furthest).Order().Select(other => money[other].Reference)],
            traces.Exists(trace => trace.Stage == furthest));

        bool IsLater(Stage stage, FunderType funder) => stage > figure.Stage && MayBeSame(figure.FunderType, funder);
    }

    /// <summary>Mixed and unknown money may be that of any funder.</summary>
    private static bool MayBeSame(FunderType one, FunderType other) =>
        one == other || one is FunderType.Mixed or FunderType.Unknown || other is FunderType.Mixed or FunderType.Unknown;
}
