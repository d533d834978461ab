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
        return Enum.GetValues<FunderType>().Except(question.FunderTypes).SelectMany(funder => Between(
                money, sum, funder, new Lazy<TotalSum>(() => Total.Sum(money, Total.Asked(money, question with { FunderTypes = [funder] }), converter))))
            .Concat(question.FunderTypes.SelectMany(funder => Within(money, sum, funder)));
    }

    /// <summary>What the lines of a ladder share, and what figures of one line have in common, each pair once; what lies inside the other comes first.</summary>
    internal static IReadOnlyList<SharedMoney> Among(KnownMoney money, IReadOnlyList<LadderLine> lines) =>
    [
        .. lines.SelectMany((line, at) => line.Rungs.SelectMany(rung => lines.Skip(at + 1).SelectMany(other => other.Rungs
                .Where(there => there.Stage == rung.Stage)
                .SelectMany(there => Between(money, rung.Sum, other.FunderType, new Lazy<TotalSum>(there.Sum))))
            .Concat(Within(money, rung.Sum, line.FunderType).Where(shared => string.CompareOrdinal(shared.Figure.Stated.Ref, shared.Other.Stated.Ref) < 0))))
            .Select(shared => shared.Relation == MoneyRelation.Holds ? new SharedMoney(shared.Stage, shared.Other, shared.Figure, MoneyRelation.Inside) : shared)
            .OrderBy(shared => shared.Stage),
    ];

    private static IEnumerable<SharedMoney> Within(KnownMoney money, TotalSum sum, FunderType kind) =>
        Between(money, sum, kind, new Lazy<TotalSum>(sum)).Where(shared => shared.Relation == MoneyRelation.Overlaps);

    /// <param name="other">Worked out only where a figure of the sum is related to one of that kind at all: most are not.</param>
    private static IEnumerable<SharedMoney> Between(KnownMoney money, TotalSum sum, FunderType kind, Lazy<TotalSum> other) =>
        from counted in sum.Counted
        where counted.Figure.Disclosed
        from related in Related(money, money.NumberOf(counted.Figure.Reference)!.Value)
        let figure = money[related.Figure]
        where figure.FunderType == kind && figure.Stage == counted.Figure.Stage && figure.Disclosed
        where other.Value.Counted.Any(there => there.Figure.Reference == figure.Reference)
        select new SharedMoney(figure.Stage, SharedFigure.Of(money, counted.Figure), SharedFigure.Of(money, figure), related.Relation);

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
