using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What the money of one figure is to that of another.</summary>
public enum MoneyRelation
{
    /// <summary>The same money.</summary>
    Same,

    /// <summary>It lies inside the other's.</summary>
    Inside,

    /// <summary>The other's lies inside it.</summary>
    Holds,

    /// <summary>Some money lies inside both.</summary>
    Overlaps,
}

/// <summary>
/// Money that two totals of one stage count, each for its own kinds of funder, as where a public part of a private sum has a figure of its own: who adds
/// such totals counts it twice. Also money in common to two figures of one total, neither of which lies inside the other: the rules count both.
/// </summary>
/// <param name="Figure">In the one total.</param>
/// <param name="Other">In the other, or in the same.</param>
/// <param name="Relation">What the first is to the second.</param>
public sealed record SharedMoney(Stage Stage, SharedFigure Figure, SharedFigure Other, MoneyRelation Relation)
{
    /// <summary>What a total shares with those of each kind of funder that it was not asked for, all else being as asked, and what its figures have in common.</summary>
    internal static IEnumerable<SharedMoney> Of(KnownMoney money, TotalQuestion question, TotalSum sum)
    {
        var converter = Total.ConverterFor(money, question);
        // The totals of other kinds are worked out where a figure is related to one of that kind at all: most are not.
        var counted = Enum.GetValues<FunderType>().ToDictionary(funder => funder, funder => new Lazy<HashSet<int>>(() => Numbers(
            money, question.FunderTypes.Contains(funder) ? sum : Total.Sum(money, Total.Asked(money, question with { FunderTypes = [funder] }), converter))));
        return Pairs(money, sum, figure => counted[money[figure].FunderType].Value.Contains(figure));
    }

    /// <summary>What the lines of a ladder share, and what figures of one line have in common, each pair once; what lies inside the other comes first.</summary>
    internal static IReadOnlyList<SharedMoney> Among(KnownMoney money, IReadOnlyList<LadderLine> lines)
    {
        var counted = lines.SelectMany(line => line.Rungs).SelectMany(rung => Numbers(money, rung.Sum)).ToHashSet();
        return
        [
            .. lines.SelectMany(line => line.Rungs).SelectMany(rung => Pairs(money, rung.Sum, counted.Contains))
                .Where(pair => pair.Relation == MoneyRelation.Inside || (pair.Relation != MoneyRelation.Holds && Place(pair.Figure).CompareTo(Place(pair.Other)) < 0))
                .OrderBy(pair => pair.Stage),
        ];

        (int, int) Place(SharedFigure figure) => ((int)figure.FunderType, money.NumberOf(figure.Stated.Ref)!.Value);
    }

    private static IEnumerable<SharedMoney> Pairs(KnownMoney money, TotalSum sum, Func<int, bool> isCounted) =>
        from counted in sum.Counted
        where counted.Figure.Disclosed
        let own = money.NumberOf(counted.Figure.Reference)!.Value
        from related in Related(money, own)
        let figure = money[related.Figure]
        where related.Figure != own && figure.Stage == counted.Figure.Stage && figure.Disclosed && isCounted(related.Figure)
        select new SharedMoney(figure.Stage, SharedFigure.Of(money, counted.Figure), SharedFigure.Of(money, figure), related.Relation);

    private static HashSet<int> Numbers(KnownMoney money, TotalSum sum) => [.. sum.Counted.Select(figure => money.NumberOf(figure.Figure.Reference)!.Value)];

    private static IEnumerable<(int Figure, MoneyRelation Relation)> Related(KnownMoney money, int figure)
    {
        var group = money.GroupOf(figure);
        if (money.PartsToWholes[group].IsEmpty && money.WholesToParts[group].IsEmpty)
            return Of([group], MoneyRelation.Same);
        var wholes = money.PartsToWholes.ReachedFrom([group]);
        var parts = money.WholesToParts.ReachedFrom([group]);
        return Of([group], MoneyRelation.Same)
            .Concat(Of(wholes.Where(whole => whole != group), MoneyRelation.Inside))
            .Concat(Of(parts.Where(part => part != group), MoneyRelation.Holds))
            .Concat(Of(money.PartsToWholes.ReachedFrom(parts).Where(other => !wholes.Contains(other) && !parts.Contains(other)), MoneyRelation.Overlaps));

        IEnumerable<(int, MoneyRelation)> Of(IEnumerable<int> groups, MoneyRelation relation) =>
            groups.SelectMany(money.InGroup).Order().Select(number => (number, relation));
    }
}

/// <summary>A figure with a disclosed amount, and whose total counts it.</summary>
/// <param name="Programme">Slug.</param>
public sealed record SharedFigure(CausingFigure Stated, string Programme, FunderType FunderType)
{
    internal static SharedFigure Of(KnownMoney money, TotalFigure figure) => new(CausingFigure.Of(money, figure.Reference), figure.Programme, figure.FunderType);
}
