using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>A figure at the asked stage, of the asked funders and programmes, on its way through the rules.</summary>
internal sealed class Candidate(int number, TotalFigure figure)
{
    public int Number => number;

    public TotalFigure Figure => figure;

    public ConversionRate? Conversion { get; private set; }

    /// <summary>Converted and rounded; null when undisclosed.</summary>
    public decimal? Low { get; private set; }

    public decimal? High { get; private set; }

    public LeftOutReason? Reason { get; private set; }

    public int? Because { get; private set; }

    /// <summary>What separated it from the figure that stands for the same money; null where it is left out for another reason.</summary>
    public StandingCriterion? Criterion { get; private set; }

    public bool Disclosed => Low is not null;

    public void LeaveOut(LeftOutReason reason, int? because = null, StandingCriterion? criterion = null) =>
        (Reason, Because, Criterion) = (reason, because, criterion);

    /// <summary>The same candidate as rule 3 left it, to be judged in another set.</summary>
    public Candidate Copy() => new(number, figure) { Conversion = Conversion, Low = Low, High = High };

    /// <summary>Rule 3: what cannot be counted is left out; an undisclosed figure, having no amount, needs neither period nor rate.</summary>
    /// <param name="converter">Null where only standing matters: each amount then stays in its own currency, and none lacks a rate.</param>
    public static Candidate Judge(KnownMoney money, int number, Converter? converter)
    {
        var candidate = new Candidate(number, money[number]);
        if (OwnReason(candidate.Figure.Standing) is { } reason)
            candidate.LeaveOut(reason);
        else if (candidate.Figure.Disclosed)
            candidate.Convert(money, converter);
        return candidate;
    }

    private void Convert(KnownMoney money, Converter? converter)
    {
        if (figure.Years is not { } years)
        {
            LeaveOut(LeftOutReason.NoPeriod);
            return;
        }

        if (converter is null)
        {
            (Conversion, Low, High) = (ConversionRate.None, figure.AmountLow * years, figure.AmountHigh * years);
            return;
        }

        Conversion = converter.Find(figure.Currency, money.StatedOn(number), money.CountryOf(number));
        if (Conversion?.Apply(figure.AmountLow!.Value * years) is { } low && Conversion.Apply(figure.AmountHigh!.Value * years) is { } high)
            (Low, High) = (converter.Round(low), converter.Round(high));
        else
            LeaveOut(LeftOutReason.NoRate);
    }

    private static LeftOutReason? OwnReason(Standing standing) => standing switch
    {
        Standing.Stands => null,
        Standing.Target => LeftOutReason.Target,
        Standing.Request => LeftOutReason.Request,
        Standing.Bid => LeftOutReason.Bid,
        Standing.Withdrawn => LeftOutReason.Withdrawn,
        Standing.Error => LeftOutReason.Error,
        Standing.Aggregate => LeftOutReason.Aggregate,
        Standing.WiderScope => LeftOutReason.WiderScope,
        Standing.NotSpending => LeftOutReason.NotSpending,
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "Not a standing."),
    };
}
