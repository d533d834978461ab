using System.Globalization;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>A few countries or programmes by year of statement, one series each.</summary>
public sealed class CompareYearsChart(TotalQueries totals, ChartTexts words, CompareTexts compared, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => "compare-years";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = CompareQuery.ReadChosen(parameters);
        parameters.ThrowIfInvalid();
        var comparison = await totals.CompareAsync(query, cancellationToken);
        var unit = AmountUnit.Of(query.Total);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Bars,
            Title = texts["Chart.CompareYears.Title", compared.Scope(comparison)],
            Sentence = Sentence(comparison, unit),
            Unit = unit,
            Places = comparison.Items[0].Report.Answer.Decimals,
            RowHeading = texts["Grouping.year"],
            Series = [.. comparison.Items.Select(item => new ChartSeries(item.Key, compared.Name(comparison, item.Key)))],
            Rows = [.. comparison.Years.Select(year => Row(comparison, year))],
            Foot =
            [
                .. words.OverlapRow([.. comparison.Items.Select(item => new ChartCell(item.Overlap.Low, item.Overlap.High))]),
                new("total", texts["Explain.Total"], [.. comparison.Items.Select(item => CompareTexts.Cell(item, item.Total, query.Total.Years))]),
            ],
            Note = texts["Chart.CompareYears.Note"],
            Source = words.Source(comparison.Items.Sum(item => item.Years.Sum(year => year.Sum.FigureCount)), unit),
            Page = CompareAddress.Of(query),
            AsOf = comparison.AsOf,
        };
    }

    private string Sentence(Comparison comparison, AmountUnit unit)
    {
        var greatest = comparison.Items.SelectMany(item => item.Years, (item, year) => (item, year)).Where(pair => pair.year.Sum.High is not null)
            .OrderByDescending(pair => pair.year.Sum.High).ThenBy(pair => pair.year.Key, StringComparer.Ordinal).FirstOrDefault();
        return greatest.item is null
            ? texts["Chart.Nothing"]
            : texts[
                "Chart.CompareYears.Sentence",
                compared.Name(comparison, greatest.item.Key),
                greatest.year.Key,
                words.Amount(unit, greatest.year.Sum.Low, greatest.year.Sum.High)];
    }

    private static ChartRow Row(Comparison comparison, int year)
    {
        var key = year.ToString("D4", CultureInfo.InvariantCulture);
        return new ChartRow(key, key, [.. comparison.Items.Select(item =>
            item.Years.FirstOrDefault(group => group.Key == key) is { } group ? CompareTexts.Cell(item, group.Sum, YearRange.Of(year)) : ChartCell.Nothing)]);
    }
}
