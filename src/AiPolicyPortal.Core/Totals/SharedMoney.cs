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
}

/// <summary>
/// Money that two totals of one stage count, each for its own kinds of funder, as where a public part of a private sum has a figure of its own: who adds
/// such totals counts it twice.
/// </summary>
/// <param name="Figure">In the one total.</param>
/// <param name="Other">In the other.</param>
/// <param name="Relation">What the first is to the second.</param>
public sealed record SharedMoney(Stage Stage, SharedFigure Figure, SharedFigure Other, MoneyRelation Relation)
{
    /// <summary>What a total shares with those of each kind of funder that it was not asked for, all else being as asked.</summary>
    internal static IEnumerable<SharedMoney> Of(KnownMoney money, TotalQuestion question, TotalSum sum)
    {
        var converter = Total.ConverterFor(money, question);
        return Enum.GetValues<FunderType>().Except(question.FunderTypes).SelectMany(funder => Between(
            money, sum, funder, new Lazy<TotalSum>(() => Total.Sum(money, Total.Asked(money, question with { FunderTypes = [funder] }), converter))));
    }

    /// <summary>What the lines of a ladder share, each pair once; what lies inside the other comes first.</summary>
    internal static IReadOnlyList<SharedMoney> Among(KnownMoney money, IReadOnlyList<LadderLine> lines) =>
    [
        .. lines.SelectMany((line, at) => line.Rungs.SelectMany(rung => lines.Skip(at + 1).SelectMany(other => other.Rungs
            .Where(there => there.Stage == rung.Stage)
            .SelectMany(there => Between(money, rung.Sum, other.FunderType, new Lazy<TotalSum>(there.Sum))))))
            .Select(shared => shared.Relation == MoneyRelation.Holds ? new SharedMoney(shared.Stage, shared.Other, shared.Figure, MoneyRelation.Inside) : shared)
            .OrderBy(shared => shared.Stage),
    ];

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
        return Of([group], MoneyRelation.Same)
            .Concat(Of(money.PartsToWholes.ReachedFrom([group]).Where(whole => whole != group), MoneyRelation.Inside))
            .Concat(Of(money.WholesToParts.ReachedFrom([group]).Where(part => part != group), MoneyRelation.Holds));

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
