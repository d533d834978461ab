using System.Collections.Concurrent;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What becomes of each figure in the total of its own stage and funder type, of the whole world and in one currency. Each such total is worked out when
/// one of its figures is first asked for.
/// </summary>
internal sealed class WorldVerdicts
{
    private readonly KnownMoney money;
    private readonly string currency;
    private readonly Lazy<IReadOnlyList<string>> counted;
    private readonly ConcurrentDictionary<(Stage Stage, FunderType FunderType), Lazy<Dictionary<int, Verdict>>> kinds = new();

    /// <param name="currency">ISO 4217.</param>
    public WorldVerdicts(KnownMoney money, string currency)
    {
        (this.money, this.currency) = (money, currency);
        counted = new(() => [.. Enumerable.Range(0, money.Count).Where(figure => LeftOut(figure) is null).Select(figure => money[figure].Reference)]);
    }

    public string Currency => currency;

    /// <summary>The references of the figures that are counted, in their order.</summary>
    public IReadOnlyList<string> Counted => counted.Value;

    /// <param name="figure">Its number.</param>
    /// <returns>Null when it is counted.</returns>
    public Verdict? LeftOut(int figure) => kinds.GetOrAdd(
        (money[figure].Stage, money[figure].FunderType),
        kind => new Lazy<Dictionary<int, Verdict>>(() => Settle(kind.Stage, kind.FunderType))).Value.GetValueOrDefault(figure);

    private Dictionary<int, Verdict> Settle(Stage stage, FunderType funderType)
    {
        var sum = Total.Answer(money, new TotalQuestion
        {
            Stage = stage,
            FunderTypes = [funderType],
            Target = new ConversionTarget(currency),
            AsOf = money.AsOf,
            StatedTo = money.StatedTo,
        }).Total;
        var ends = new CountedInTheEnd(sum);
        return sum.LeftOut.ToDictionary(
            left => money.NumberOf(left.Figure.Reference)!.Value,
            left => new Verdict(left.Reason, left.Because, left.Criterion, left.Because is null ? null : ends.For(left.Figure.Reference)));
    }
}

/// <summary>Why a figure is left out.</summary>
/// <param name="Because">The figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Criterion">By what that figure stands for the same money; null where it does not, or the other was revised.</param>
/// <param name="InTheEnd">The figure that is counted where the causes lead; null where they lead to none.</param>
internal sealed record Verdict(LeftOutReason Reason, string? Because, StandingCriterion? Criterion, string? InTheEnd)
{
    public CausingFigure? CauseIn(KnownMoney money) => Because is { } because ? CausingFigure.Of(money, because) : null;

    /// <returns>Null where it is the cause itself.</returns>
    public CausingFigure? EndIn(KnownMoney money) => InTheEnd is { } end && end != Because ? CausingFigure.Of(money, end) : null;
}
