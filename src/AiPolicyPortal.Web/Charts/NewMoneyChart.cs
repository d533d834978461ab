using System.Globalization;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>What was said against what of it was new: by year as it was said, or by country.</summary>
public sealed class NewMoneyChart(TotalQueries totals, ChartTexts words, GroupLabels labels, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => "new-money";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = TotalQuery.ReadNewMoney(parameters);
        parameters.ThrowIfInvalid();
        query = query with { GroupBy = query.GroupBy ?? TotalGrouping.Year };
        var report = await totals.NewMoneyAsync(query, cancellationToken);
        var (answer, unit) = (report.Answer, AmountUnit.Of(query));
        var total = answer.Total.Headline;
        var why = TotalAddress.NewMoney(query);
        return new Chart
        {
            Name = Name,
            Form = query.GroupBy == TotalGrouping.Year ? ChartForm.Bars : ChartForm.Ranking,
            Title = texts["Chart.NewMoney.Title", words.Scope(report.Snapshot, query)],
            Sentence = !query.AddsUp ? texts["Explain.EachByItself"] : total.Low is null
                ? texts[answer.Total.NotConvertedCount > 0 ? "Chart.NothingConverted" : "Chart.Nothing"]
                : Sentence(report, unit),
            Unit = unit,
            Places = answer.Decimals,
            RowHeading = texts[$"Grouping.{TotalQuery.NameOf(query.GroupBy.Value)}"],
            Series = [new("headline", texts["Chart.NewMoney.Headline"]), new("new", texts["Chart.NewMoney.New"])],
            Rows = Rows(report, why),
            Foot = query.AddsUp && answer.Overlap is { } overlap
                ? [.. words.OverlapRow([new(overlap.Low, overlap.High), new(overlap.NewLow, overlap.NewHigh)]), new("total", texts["Explain.Total"], Cells(answer.Total), Why: why)]
                : [],
            Note = texts["Chart.NewMoney.Note"],
            Source = words.Source(answer.Total.Announcements.Sum(announcement => announcement.Figures.Count), unit),
            Why = why,
            Page = ChartTexts.PageOf(query),
            AsOf = report.AsOf,
        };
    }

    // That larger sums are new in full explains a smaller growth only.
    private string Sentence(NewMoneyReport report, AmountUnit unit)
    {
        var (total, growth) = (report.Answer.Total.Headline, report.Growth);
        var (said, news) = (words.Amount(unit, total.Low, total.High), words.Amount(unit, total.NewLow, total.NewHigh));
        return growth.Low >= 0 && growth.High < total.NewHigh && growth.Low <= total.NewLow
            ? texts["Chart.NewMoney.SentenceGrowth", said, news, words.Amount(unit, growth.Low, growth.High)]
            : texts["Chart.NewMoney.Sentence", said, news];
    }

    private List<ChartRow> Rows(NewMoneyReport report, string why)
    {
        var grouping = report.Query.GroupBy;
        List<ChartRow> rows = [.. report.Answer.Groups.Where(group => group.Sum.Announcements.Count + group.Sum.LeftOut.Count > 0).Select(group => new ChartRow(
            group.Key,
            labels.Of(report.Snapshot, grouping, group.Key),
            Cells(group.Sum),
            grouping == TotalGrouping.Country && group.Key != TotalGroup.Unknown ? $"/countries/{group.Key}" : null,
            Why: $"{why}#group-{group.Key}"))];
        return grouping == TotalGrouping.Year ? EveryYear(rows)
            : [.. rows.OrderByDescending(row => row.Cells[0].High.HasValue).ThenByDescending(row => row.Cells[0].High)];
    }

    // A year in which nothing was said has its place on the axis.
    private static List<ChartRow> EveryYear(List<ChartRow> rows)
    {
        if (rows.Count == 0)
            return rows;
        var byYear = rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var (first, last) = (int.Parse(rows[0].Key, CultureInfo.InvariantCulture), int.Parse(rows[^1].Key, CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(first, last - first + 1).Select(year => year.ToString("D4", CultureInfo.InvariantCulture))
            .Select(year => byYear.GetValueOrDefault(year) ?? new ChartRow(year, year, [ChartCell.Nothing, ChartCell.Nothing]))];
    }

    private static IReadOnlyList<ChartCell> Cells(NewMoneySum sum) =>
    [
        Cell(sum, sum.Headline.Low, sum.Headline.High),
        Cell(sum, sum.Headline.NewLow, sum.Headline.NewHigh),
    ];

    private static ChartCell Cell(NewMoneySum sum, decimal? low, decimal? high) =>
        new(low, high, Undisclosed(sum)) { NotConverted = sum.NotConvertedCount > 0, LeftOut = sum.LeftOut.Count > 0 };

    private static bool Undisclosed(NewMoneySum sum) => sum.Announcements.Any(announcement => announcement.Figures.Any(figure => !figure.Figure.Disclosed));
}
