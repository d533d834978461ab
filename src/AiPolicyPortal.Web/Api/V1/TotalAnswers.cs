using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>
/// Two ends of an amount as decimal strings; equal unless a range is among what was added, null when no amount is known or, a head and of GDP, where
/// amounts of several countries do not add up.
/// </summary>
public sealed record Bounds(string? Low, string? High)
{
    internal static Bounds Of(decimal? low, decimal? high, int decimals) => new(Text(low, decimals), Text(high, decimals));

    internal static string? Text(decimal? amount, int decimals) => amount is { } known ? Amounts.Format(known, decimals) : null;
}

/// <summary>A total of one stage, as it was asked.</summary>
public record TotalData
{
    public required Stage Stage { get; init; }

    public required IReadOnlyList<FunderType> FunderTypes { get; init; }

    /// <summary>ISO 4217; without meaning for a share of GDP, which is in percent.</summary>
    public required string Currency { get; init; }

    public required PriceBasis Basis { get; init; }

    public required PerUnit Per { get; init; }

    public required int? ConstantYear { get; init; }

    public required PartialDate? StatedTo { get; init; }

    /// <summary>The first year of statement that is asked for; null for no limit.</summary>
    public required int? YearFrom { get; init; }

    public required int? YearTo { get; init; }

    /// <summary>Null when no amount is known or, a head and of GDP, where amounts of several countries do not add up: each is in its group.</summary>
    public required string? Low { get; init; }

    public required string? High { get; init; }

    /// <summary>Figures in the total, undisclosed ones included.</summary>
    public required int FigureCount { get; init; }

    public required int UndisclosedCount { get; init; }

    /// <summary>Of those in the total, how many are stated as "about" so much.</summary>
    public required int AboutCount { get; init; }

    /// <summary>Of those in the total, how many are stated as "at least" so much: they may be more.</summary>
    public required int AtLeastCount { get; init; }

    /// <summary>Of those in the total, how many are stated as "up to" so much: they may be less.</summary>
    public required int UpToCount { get; init; }

    /// <summary>Of those left out, how many for want of a rate or a series.</summary>
    public required int NotConvertedCount { get; init; }

    public required int LeftOutCount { get; init; }

    /// <summary>In the order of their keys, the unknown one last; empty when no grouping was asked.</summary>
    public required IReadOnlyList<TotalGroupData> Groups { get; init; }

    /// <summary>The total less its groups; null when no grouping was asked.</summary>
    public required OverlapData? Overlap { get; init; }

    internal static TotalData Of(TotalReport report, GroupLabels labels) => new(report, labels);

    protected TotalData()
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    protected TotalData(TotalReport report, GroupLabels labels)
    {
        var (query, answer) = (report.Query, report.Answer);
        (Stage, FunderTypes, Currency, Basis) = (query.Stage, query.FunderTypes, query.Currency, query.Basis);
        (Per, ConstantYear, StatedTo) = (query.Per, query.ConstantYear, query.StatedTo);
        (YearFrom, YearTo) = (query.Years.From, query.Years.To);
        (Low, High) = (Bounds.Text(answer.Total.Low, answer.Decimals), Bounds.Text(answer.Total.High, answer.Decimals));
        (FigureCount, UndisclosedCount) = (answer.Total.FigureCount, answer.Total.UndisclosedCount);
        (AboutCount, AtLeastCount, UpToCount) = (answer.Total.CountOf(Nature.About), answer.Total.CountOf(Nature.AtLeast), answer.Total.CountOf(Nature.UpTo));
        (NotConvertedCount, LeftOutCount) = (answer.Total.NotConvertedCount, answer.Total.LeftOutCount);
        Groups = [.. answer.Groups.Select(group => TotalGroupData.Of(group, labels.Of(report.Snapshot, query.GroupBy, group.Key), answer.Decimals))];
        Overlap = answer.Overlap is { } overlap ? OverlapData.Of(overlap, answer.Decimals) : null;
    }
}

/// <summary>What added to the groups makes the total, counts too: negative where money or figures lie in several groups.</summary>
public sealed record OverlapData(
    string? Low, string? High, int FigureCount, int UndisclosedCount, int NotConvertedCount, int LeftOutCount, int AboutCount, int AtLeastCount, int UpToCount)
{
    internal static OverlapData Of(TotalOverlap overlap, int decimals) => new(
        Bounds.Text(overlap.Low, decimals), Bounds.Text(overlap.High, decimals),
        overlap.FigureCount, overlap.UndisclosedCount, overlap.NotConvertedCount, overlap.LeftOutCount, overlap.AboutCount, overlap.AtLeastCount, overlap.UpToCount);
}

/// <summary>The total of one group's own set.</summary>
/// <param name="Key">Country or theme code, year, programme reference, funder type or instrument code, or <c>unknown</c>.</param>
public sealed record TotalGroupData(
    string Key, string Label, string? Low, string? High, int FigureCount, int UndisclosedCount, int NotConvertedCount, int LeftOutCount, int AboutCount, int AtLeastCount, int UpToCount)
{
    internal static TotalGroupData Of(TotalGroup group, string label, int decimals) => new(
        group.Key, label, Bounds.Text(group.Sum.Low, decimals), Bounds.Text(group.Sum.High, decimals),
        group.Sum.FigureCount, group.Sum.UndisclosedCount, group.Sum.NotConvertedCount, group.Sum.LeftOutCount,
        group.Sum.CountOf(Nature.About), group.Sum.CountOf(Nature.AtLeast), group.Sum.CountOf(Nature.UpTo));
}

/// <summary>A total with every figure it counts and every figure it leaves out, both in the order of references.</summary>
public sealed record ExplainedTotalData : TotalData
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ExplainedTotalData(TotalReport report, GroupLabels labels, IReadOnlyDictionary<string, FigureStatement> statements)
        : base(report, labels)
    {
        var tables = report.Snapshot.Facts.Tables;
        var shared = report.Shared();
        Counted = [.. report.Answer.Total.Counted.Select(counted => CountedFigureData.Of(
            counted, tables, report.Answer.Decimals, statements.GetValueOrDefault(counted.Figure.Reference), shared[counted.Figure.Reference]))];
        LeftOut = [.. report.Answer.Total.LeftOut.Select(left => LeftOutFigureData.Of(left, tables))];
    }

    public required IReadOnlyList<CountedFigureData> Counted { get; init; }

    public required IReadOnlyList<LeftOutFigureData> LeftOut { get; init; }
}

/// <summary>A figure in a total.</summary>
/// <param name="Figure">Its reference.</param>
/// <param name="Amount">As stated, the lower end of a range; null when undisclosed.</param>
/// <param name="AmountHigh">The upper end; equal to <c>amount</c> unless a range.</param>
/// <param name="Years">How many times the amount counts: once, or for each year of its period.</param>
/// <param name="Converted">What it adds to the total's low end, for all its years; these add up to the total.</param>
/// <param name="ConvertedHigh">What it adds to the high end.</param>
/// <param name="Rate">Units of the answer for one unit of the original currency.</param>
/// <param name="RateDate">The date of the oldest value used; null when there was nothing to convert.</param>
/// <param name="Series">Codes of the series used; null when there was nothing to convert.</param>
/// <param name="Values">Each value the rate was worked out from.</param>
/// <param name="Source">The first source of the announcement that stated it.</param>
/// <param name="Evidence">The source's words around the number.</param>
/// <param name="Money">As figures have it.</param>
/// <param name="AlsoCounted">Figures that the totals of other kinds of funder count for money of this one, not to be added to it; and figures of this total that have money in common with it.</param>
public sealed record CountedFigureData(
    string Figure,
    string Programme,
    string? Amount,
    string? AmountHigh,
    string Currency,
    int Years,
    PartialDate StatedOn,
    string? Converted,
    string? ConvertedHigh,
    decimal? Rate,
    PartialDate? RateDate,
    string? Series,
    IReadOnlyList<SeriesValue> Values,
    SourceLabel? Source,
    string? Evidence,
    Money Money,
    IReadOnlyList<AlsoCountedData> AlsoCounted)
{
    internal static CountedFigureData Of(CountedFigure counted, ReferenceTables tables, int decimals, FigureStatement? statement, IEnumerable<SharedMoney> shared)
    {
        var (figure, unit) = (counted.Figure, tables.MinorUnit(counted.Figure.Currency));
        return new CountedFigureData(
            figure.Reference,
            figure.Programme,
            Bounds.Text(figure.AmountLow, unit),
            Bounds.Text(figure.AmountHigh, unit),
            figure.Currency,
            counted.Years,
            counted.StatedOn,
            Bounds.Text(counted.ConvertedLow, decimals),
            Bounds.Text(counted.ConvertedHigh, decimals),
            counted.Conversion?.Rate,
            counted.Conversion?.RateDate,
            counted.Conversion?.Series,
            counted.Conversion?.Values ?? [],
            statement?.Source,
            statement?.Evidence,
            figure.MoneyOf(unit),
            [.. shared.Select(also => new AlsoCountedData(
                also.Other.Stated.Ref, also.Other.Programme, also.Other.FunderType, also.Relation, also.Other.Stated.StatedOn, also.Other.Stated.Money))]);
    }
}

/// <summary>A figure that the total of another kind of funder counts or, where both hold some of the same money, this one.</summary>
/// <param name="Figure">Its reference.</param>
/// <param name="Relation">What the money of the figure that it stands with is to its own: the same, inside it, around it (<c>holds</c>), or some of it lies in both (<c>overlaps</c>).</param>
/// <param name="Money">As figures have it.</param>
public sealed record AlsoCountedData(string Figure, string Programme, FunderType FunderType, MoneyRelation Relation, PartialDate StatedOn, Money Money);

/// <summary>A figure left out of a total.</summary>
/// <param name="Figure">Its reference.</param>
/// <param name="Because">Reference of the figure that caused it; null when the reason lies in the figure itself.</param>
/// <param name="Criterion">By what that figure stands for the same money; null where they are not the same money, or this one was revised.</param>
/// <param name="Money">As figures have it.</param>
public sealed record LeftOutFigureData(
    string Figure,
    string Programme,
    string? Amount,
    string? AmountHigh,
    string Currency,
    PartialDate StatedOn,
    LeftOutReason Reason,
    string? Because,
    StandingCriterion? Criterion,
    Money Money)
{
    internal static LeftOutFigureData Of(LeftOutFigure left, ReferenceTables tables)
    {
        var (figure, unit) = (left.Figure, tables.MinorUnit(left.Figure.Currency));
        return new LeftOutFigureData(
            figure.Reference, figure.Programme, Bounds.Text(figure.AmountLow, unit), Bounds.Text(figure.AmountHigh, unit), figure.Currency,
            left.StatedOn, left.Reason, left.Because, left.Criterion, figure.MoneyOf(unit));
    }
}
