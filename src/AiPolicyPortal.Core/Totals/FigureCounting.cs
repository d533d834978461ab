using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>A figure's place in the plain total of its own stage and funder type, of the whole world and in its own currency.</summary>
/// <param name="Reason">Why it is left out; null when it is counted.</param>
/// <param name="Because">The figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Decision">By what another figure stands for the same money; null where none does, or this one was revised.</param>
public sealed record FigureCounting(
    TotalFigure Figure, PartialDate StatedOn, LeftOutReason? Reason, CausingFigure? Because, StandingDecision? Decision = null)
{
    /// <summary>The figure that is counted in the end, where <see cref="Because"/> is itself left out for another; else null.</summary>
    public CausingFigure? InTheEnd { get; init; }

    /// <returns>Null when the figure is not known.</returns>
    public static FigureCounting? Of(KnownMoney money, string reference) =>
        money.NumberOf(reference) is { } number && SumFor(money, money[number]) is { } sum ? Of(money, number, sum, new CountedInTheEnd(sum)) : null;

    /// <summary>The same of several figures, by their numbers; those alike share one total.</summary>
    internal static IEnumerable<FigureCounting> OfAll(KnownMoney money, IEnumerable<int> figures) =>
        figures.GroupBy(number => (money[number].Stage, money[number].FunderType, money[number].Currency)).SelectMany(alike =>
        {
            var sum = SumFor(money, money[alike.First()]);
            var ends = new CountedInTheEnd(sum);
            return alike.Select(number => Of(money, number, sum, ends));
        });

    private static TotalSum SumFor(KnownMoney money, TotalFigure figure) => Total.Answer(money, new TotalQuestion
    {
        Stage = figure.Stage,
        FunderTypes = [figure.FunderType],
        Target = new ConversionTarget(figure.Currency),
        AsOf = money.AsOf,
        StatedTo = money.StatedTo,
    }).Total;

    private static FigureCounting Of(KnownMoney money, int number, TotalSum sum, CountedInTheEnd ends)
    {
        var figure = money[number];
        var left = sum.LeftOut.FirstOrDefault(other => other.Figure == figure);
        return new FigureCounting(
            figure,
            money.StatedOn(number),
            left?.Reason,
            left?.Because is { } because ? CausingFigure.Of(money, because) : null,
            left is { Criterion: { } criterion, Because: { } chosen }
                ? StandingDecision.Of(money, criterion, money.NumberOf(chosen)!.Value, number)
                : null)
        {
            InTheEnd = left?.Because is { } cause && ends.For(figure.Reference) is { } end && end != cause ? CausingFigure.Of(money, end) : null,
        };
    }
}

/// <summary>The figure that another one is left out for.</summary>
public sealed record CausingFigure(string Ref, PartialDate StatedOn, Money Money)
{
    internal static CausingFigure Of(KnownMoney money, string reference)
    {
        var number = money.NumberOf(reference)!.Value;
        var figure = money[number];
        return new CausingFigure(reference, money.StatedOn(number), figure.MoneyIn(money.Tables));
    }
}
