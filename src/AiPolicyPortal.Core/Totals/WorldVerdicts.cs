using System.Collections.Concurrent;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What becomes of each figure in the total of its own stage and funder type, of the whole world and in its own currency. Each such total is worked out
/// when one of its figures is first asked for; only what became of figures in its currency is kept.
/// </summary>
internal sealed class WorldVerdicts(KnownMoney money)
{
    private readonly ConcurrentDictionary<Kind, Lazy<Dictionary<int, Verdict>>> kinds = new();

    /// <param name="figure">Its number.</param>
    /// <returns>Null when it is counted.</returns>
    public Verdict? LeftOut(int figure) =>
        kinds.GetOrAdd(Kind.Of(money[figure]), kind => new Lazy<Dictionary<int, Verdict>>(() => Settle(kind))).Value.GetValueOrDefault(figure);

    private Dictionary<int, Verdict> Settle(Kind kind)
    {
        var sum = Total.Answer(money, new TotalQuestion
        {
            Stage = kind.Stage,
            FunderTypes = [kind.FunderType],
            Target = new ConversionTarget(kind.Currency),
            AsOf = money.AsOf,
            StatedTo = money.StatedTo,
        }).Total;
        var ends = new CountedInTheEnd(sum);
        return sum.LeftOut.Where(left => left.Figure.Currency == kind.Currency).ToDictionary(
            left => money.NumberOf(left.Figure.Reference)!.Value,
            left => new Verdict(left.Reason, left.Because, left.Criterion, left.Because is null ? null : ends.For(left.Figure.Reference)));
    }

    private readonly record struct Kind(Stage Stage, FunderType FunderType, string Currency)
    {
        public static Kind Of(TotalFigure figure) => new(figure.Stage, figure.FunderType, figure.Currency);
    }
}

/// <summary>Why a figure is left out.</summary>
/// <param name="Because">The figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Criterion">By what that figure stands for the same money; null where it does not, or the other was revised.</param>
/// <param name="InTheEnd">The figure that is counted where the causes lead; null where they lead to none.</param>
internal sealed record Verdict(LeftOutReason Reason, string? Because, StandingCriterion? Criterion, string? InTheEnd);
