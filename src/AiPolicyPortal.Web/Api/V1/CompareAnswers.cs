using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>Countries or programmes side by side, each asked the same. Totals of several are never added here.</summary>
/// <param name="Currency">ISO 4217; without meaning for a share of GDP, which is in percent.</param>
/// <param name="YearFrom">The first year of statement that is asked for; null for no limit.</param>
/// <param name="Items">In the order asked.</param>
public sealed record CompareData(
    ComparedKind By,
    Stage Stage,
    IReadOnlyList<FunderType> FunderTypes,
    string Currency,
    PriceBasis Basis,
    PerUnit Per,
    int? ConstantYear,
    PartialDate? StatedTo,
    int? YearFrom,
    int? YearTo,
    IReadOnlyList<ComparedData> Items)
{
    internal static CompareData Of(Comparison comparison, GroupLabels labels)
    {
        var query = comparison.Query.Total;
        var grouping = CompareTexts.Grouping(comparison.Query);
        return new CompareData(
            comparison.Query.By,
            query.Stage,
            query.FunderTypes,
            query.Currency,
            query.Basis,
            query.Per,
            query.ConstantYear,
            query.StatedTo,
            query.Years.From,
            query.Years.To,
            [.. comparison.Items.Select(item => ComparedData.Of(item, labels.Of(comparison.Snapshot, grouping, item.Key)))]);
    }
}

/// <summary>One country or programme.</summary>
/// <param name="Key">Country code or programme reference.</param>
/// <param name="Low">Null when no amount is known, never zero for that.</param>
/// <param name="FigureCount">Figures in the total, undisclosed ones included.</param>
/// <param name="OfficialCount">Of these, how many have an official source.</param>
/// <param name="NotConvertedCount">Of those left out, how many for want of a rate or a series.</param>
/// <param name="Years">The total of what was stated in each year, for the years in which anything was.</param>
/// <param name="Overlap">The total less its years: negative where money was said in several.</param>
public sealed record ComparedData(
    string Key,
    string Label,
    string? Low,
    string? High,
    int FigureCount,
    int OfficialCount,
    int UndisclosedCount,
    int NotConvertedCount,
    int LeftOutCount,
    int AboutCount,
    int AtLeastCount,
    int UpToCount,
    IReadOnlyList<TotalGroupData> Years,
    OverlapData Overlap)
{
    internal static ComparedData Of(ComparedItem item, string label)
    {
        var (total, decimals) = (item.Total, item.Report.Answer.Decimals);
        return new ComparedData(
            item.Key,
            label,
            Bounds.Text(total.Low, decimals),
            Bounds.Text(total.High, decimals),
            total.FigureCount,
            item.Report.OfficialCount(total),
            total.UndisclosedCount,
            total.NotConvertedCount,
            total.LeftOutCount,
            total.CountOf(Nature.About),
            total.CountOf(Nature.AtLeast),
            total.CountOf(Nature.UpTo),
            [.. item.Years.Select(year => TotalGroupData.Of(year, year.Key, decimals))],
            OverlapData.Of(item.Overlap, decimals));
    }
}
