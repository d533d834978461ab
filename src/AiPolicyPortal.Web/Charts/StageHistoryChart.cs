using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>The total of each stage by the day it had been stated: how promised money became committed, awarded and paid out.</summary>
public sealed class StageHistoryChart(TotalQueries totals, ChartTexts words, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => "stage-history";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = TotalQuery.ReadEveryStage(parameters);
        parameters.ThrowIfInvalid();
        var report = await totals.StageHistoryAsync(query, cancellationToken);
        var lines = report.History.Stages;
        var unit = AmountUnit.Of(query);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Steps,
            Title = texts["Chart.StageHistory.Title", words.ScopeOfStages(report.Snapshot, query)],
            Sentence = Sentence(lines, unit),
            Unit = unit,
            Places = report.History.Decimals,
            RowHeading = texts["Explain.StatedTo"],
            Series = [.. lines.Select(line => new ChartSeries(line.Stage.Code(), texts.Label(line.Stage)))],
            Rows = [.. lines.SelectMany(line => line.Points).Select(point => point.StatedTo).DistinctBy(day => day.LastDay).OrderBy(day => day.LastDay)
                .Select(day => Row(query, lines, day))],
            Note = texts["Chart.StageHistory.Note"],
            Source = words.Source(lines.Sum(line => line.Points[^1].FigureCount), unit),
            Page = ChartTexts.PageOf(query),
            AsOf = report.AsOf,
        };
    }

    /// <summary>What had been stated by a day, at every stage: what was said last still holds.</summary>
    private static ChartRow Row(TotalQuery query, IReadOnlyList<StageLine> lines, PartialDate day) => new(
        day.ToString(),
        PartialDateText.Words(day),
        [.. lines.Select(line => line.Points.LastOrDefault(point => point.StatedTo.LastDay <= day.LastDay) is { FigureCount: > 0 } point
            ? new ChartCell(point.Low, point.High, point.UndisclosedCount > 0)
            {
                Why = TotalAddress.Explanation(query with { Stage = line.Stage, StatedTo = day }),
            }
            : ChartCell.Nothing)],
        Date: day);

    private string Sentence(IReadOnlyList<StageLine> lines, AmountUnit unit)
    {
        var now = lines.Where(line => line.Points[^1].FigureCount > 0).Select(line => texts[
            "Chart.StageHistory.Now",
            words.Amount(unit, line.Points[^1].Low, line.Points[^1].High),
            texts.Label(line.Stage).ToLower(CultureInfo.CurrentCulture)].Value).ToList();
        return now.Count == 0 ? texts["Chart.Nothing"] : texts["Chart.StageHistory.Sentence", string.Join(", ", now)];
    }
}
