using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Whether what an announcement stated of one stage and kind of funder was new money.</summary>
public enum NewMoneyVerdict
{
    /// <summary>All of it was.</summary>
    All,

    /// <summary>As a sum it was said for the first time and counts in full, but parts of it had been stated before.</summary>
    AsSum,

    /// <summary>It was said at this stage, or of these funders, for the first time; money of it had been stated at another stage or of others.</summary>
    AtStage,

    /// <summary>Some of it was.</summary>
    Part,

    /// <summary>Some was, and some was less than had been stated before.</summary>
    Mixed,

    /// <summary>It is less than had been stated before.</summary>
    Less,

    /// <summary>All had been stated before, or on that day by others, or lies in money that had been.</summary>
    None,

    /// <summary>How much it is was not disclosed.</summary>
    Undisclosed,

    /// <summary>What of it was new cannot be known from what was disclosed.</summary>
    Unknown,

    /// <summary>None of its figures stands.</summary>
    NoFigure,
}

internal static class NewMoneyVerdicts
{
    /// <param name="headline">All it stated; null where no figure of it stands.</param>
    /// <param name="added">What of it was new; null where no figure of it stands.</param>
    public static NewMoneyVerdict Of(Money? headline, Money? added, IReadOnlyList<FigureNovelty> figures)
    {
        if (headline is null)
            return NewMoneyVerdict.NoFigure;
        if (headline.Low is null)
            return NewMoneyVerdict.Undisclosed;
        if (added?.Low is null)
            return NewMoneyVerdict.Unknown;
        return (figures.Any(figure => figure.New is { High: > 0 }), figures.Any(figure => figure.New is { Low: < 0 })) switch
        {
            (false, false) => NewMoneyVerdict.None,
            (false, true) => NewMoneyVerdict.Less,
            (true, true) => NewMoneyVerdict.Mixed,
            _ when (headline.Low, headline.High) != (added.Low, added.High) => NewMoneyVerdict.Part,
            _ when figures.Any(figure => figure.StatedBefore is { IsPart: false }) => NewMoneyVerdict.AtStage,
            _ when figures.Any(figure => figure.PartsBefore.Count > 0) => NewMoneyVerdict.AsSum,
            _ when figures.Any(figure => figure.StatedBefore is not null) => NewMoneyVerdict.AtStage,
            _ => NewMoneyVerdict.All,
        };
    }
}
