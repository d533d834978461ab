using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// The total announced by a set of programmes, and what of that money is on record at each later stage: the total of the stage's figures that are
/// the same money as a counted one, or lie inside it, directly or through others, worked out among them by rules 3 to 7.
/// What only shares a programme with the announced money is not in it, and the stages are not added.
/// </summary>
/// <param name="Later">The stages after the announcement that have a figure of this money counted, in their order.</param>
public sealed record FollowUp(TotalSum Announced, IReadOnlyList<StageSum> Later)
{
    /// <summary>
    /// The most that any one later stage holds of the announced amount, from 0 to 1 and above where more came than was announced, to four places:
    /// the stage's low amount over the announced high one. Null when nothing is announced with an amount; zero when no amount is on record since.
    /// </summary>
    public decimal? Share => Announced.High is not { } announced || announced == 0
        ? null
        : decimal.Round(Later.Select(stage => stage.Sum.Low ?? 0).DefaultIfEmpty().Max() / announced, 4);

    /// <param name="question">About the announced stage.</param>
    /// <exception cref="ArgumentException">The question is about another stage, instant or day.</exception>
    public static FollowUp Of(KnownMoney money, TotalQuestion question)
    {
        if (question.Stage != Stage.Announced)
            throw new ArgumentException("What follows is asked of what was announced.", nameof(question));
        var converter = Total.ConverterFor(money, question);
        var announced = Total.Sum(money, Total.Asked(money, question), converter);
        var groups = money.WholesToParts.ReachedFrom(announced.Counted.Select(figure => money.GroupOf(money.NumberOf(figure.Figure.Reference)!.Value)));
        List<StageSum> later = [.. Enum.GetValues<Stage>().Where(stage => stage > Stage.Announced)
            .Select(stage => new StageSum(stage, Total.Sum(
                money,
                [.. Total.Asked(money, question with { Stage = stage }).Where(figure => groups.Contains(money.GroupOf(figure)))],
                converter)))
            .Where(stage => stage.Sum.FigureCount > 0)];
        return new FollowUp(announced, later);
    }
}

/// <summary>A total of one stage.</summary>
public sealed record StageSum(Stage Stage, TotalSum Sum);
