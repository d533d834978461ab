using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>A figure's place in the plain total of its own stage and funder type, of the whole world and in one currency.</summary>
/// <param name="Currency">Of the total, ISO 4217.</param>
/// <param name="Reason">Why it is left out; null when it is counted.</param>
/// <param name="Because">The figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Decision">By what another figure stands for the same money; null where none does, or this one was revised.</param>
public sealed record FigureCounting(
    TotalFigure Figure, PartialDate StatedOn, string Currency, LeftOutReason? Reason, CausingFigure? Because, StandingDecision? Decision = null)
{
    /// <summary>The figure that is counted in the end, where <see cref="Because"/> is itself left out for another; else null.</summary>
    public CausingFigure? InTheEnd { get; init; }

    /// <param name="currency">Of the total, ISO 4217; null for euros, as totals are where nothing is asked.</param>
    /// <returns>Null when the figure is not known.</returns>
    public static FigureCounting? Of(KnownMoney money, string reference, string? currency = null) =>
        money.NumberOf(reference) is { } number ? Of(money, money.VerdictsIn(currency), number) : null;

    internal static FigureCounting Of(KnownMoney money, WorldVerdicts verdicts, int number)
    {
        var verdict = verdicts.LeftOut(number);
        return new FigureCounting(
            money[number],
            money.StatedOn(number),
            verdicts.Currency,
            verdict?.Reason,
            verdict?.CauseIn(money),
            verdict is { Criterion: { } criterion, Because: { } chosen }
                ? StandingDecision.Of(money, criterion, money.NumberOf(chosen)!.Value, number)
                : null)
        {
            InTheEnd = verdict?.EndIn(money),
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

/// <summary>
/// Whether a figure is in the total of its own stage and funder type, of the whole world and in the currency asked for, else in euros. A figure that is
/// counted without a disclosed amount adds nothing; the total of a part of the world may count what that of the whole leaves out.
/// </summary>
/// <param name="Currency">Of the total, ISO 4217.</param>
/// <param name="Reason">Why it is left out; null when it is counted.</param>
/// <param name="Because">The figure that it is left out for; null when the reason lies in the figure itself.</param>
/// <param name="InTheEnd">The figure that is counted instead, where that one is itself left out for another; else null.</param>
public sealed record CountingItem(bool Counted, string Currency, LeftOutReason? Reason, CausingFigure? Because, CausingFigure? InTheEnd)
{
    /// <returns>Null when the figure is not known.</returns>
    internal static CountingItem? Of(KnownMoney money, WorldVerdicts verdicts, string reference)
    {
        if (money.NumberOf(reference) is not { } number)
            return null;
        var verdict = verdicts.LeftOut(number);
        return new CountingItem(verdict is null, verdicts.Currency, verdict?.Reason, verdict?.CauseIn(money), verdict?.EndIn(money));
    }
}
