using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Why one of two figures of the same money stands for it.</summary>
public sealed record StandingDecision(StandingCriterion Criterion, FigureMerits Chosen, FigureMerits Other)
{
    internal static StandingDecision Of(KnownMoney money, StandingCriterion criterion, int chosen, int other) =>
        new(criterion, FigureMerits.Of(money, chosen), FigureMerits.Of(money, other));
}

/// <summary>What rule 4 weighs of a figure.</summary>
/// <param name="Tier">The best among its announcement's sources, 1 (official) to 4 (aggregator); null without a known source.</param>
public sealed record FigureMerits(string Ref, Money Money, PartialDate StatedOn, int? Tier, Confidence Confidence)
{
    internal static FigureMerits Of(KnownMoney money, int number) => new(
        money[number].Reference,
        money[number].MoneyIn(money.Tables),
        money.StatedOn(number),
        money.HasTier(number) ? money.Tier(number) : null,
        money[number].Confidence);
}
