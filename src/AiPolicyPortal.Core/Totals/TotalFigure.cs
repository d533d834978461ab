using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>What a total needs to know of a figure.</summary>
/// <param name="Reference">Its public reference.</param>
/// <param name="Programme">The slug of the programme it is for.</param>
/// <param name="Announcement">The reference of the announcement that stated it.</param>
/// <param name="AmountLow">In units of the currency, for each year when the basis is annual; null when undisclosed.</param>
/// <param name="AmountHigh">Equal to <paramref name="AmountLow"/> unless a range.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record TotalFigure(
    string Reference,
    string Programme,
    string Announcement,
    Stage Stage,
    Standing Standing,
    Nature Nature,
    decimal? AmountLow,
    decimal? AmountHigh,
    string Currency,
    AmountBasis Basis,
    int? PeriodStartYear,
    int? PeriodEndYear,
    FunderType FunderType,
    Instrument Instrument,
    Confidence Confidence,
    bool Additional,
    Timeline Known)
{
    /// <param name="minorUnit">Decimal places of its currency.</param>
    public Money MoneyOf(int minorUnit) => new(AmountLow, AmountHigh, Currency, minorUnit, Nature, Basis);

    public bool Disclosed => Nature != Nature.Undisclosed && AmountLow is not null && AmountHigh is not null;

    /// <summary>How many times the amount counts: once, or for each year of its period; null when that period is open.</summary>
    public int? Years => Basis == AmountBasis.Total ? 1
        : PeriodEndYear - PeriodStartYear is >= 0 and var span ? span + 1
        : null;

    /// <summary>The amount as it was stated.</summary>
    public Money MoneyIn(ReferenceTables tables) => new(AmountLow, AmountHigh, Currency, tables.MinorUnit(Currency), Nature, Basis);
}

/// <summary>An editor's statement that holds between two figures, by their references.</summary>
public sealed record TotalLink(string From, FigureLinkKind Kind, string To, Timeline Known);

/// <summary>The editors' preference for a figure among those of the same money.</summary>
public sealed record TotalPreference(string Figure, Timeline Known);
