using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>A few countries or programmes by their totals, the greatest first.</summary>
public sealed class CompareChart(TotalQueries totals, ChartTexts words, CompareTexts compared, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => "compare";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = CompareQuery.ReadChosen(parameters);
        parameters.ThrowIfInvalid();
        var comparison = await totals.CompareAsync(query, cancellationToken);
        var unit = AmountUnit.Of(query.Total);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Ranking,
            Title = texts["Chart.Compare.Title", compared.Scope(comparison)],
            Sentence = compared.Sentence(comparison),
            Unit = unit,
            Places = comparison.Items[0].Report.Answer.Decimals,
            RowHeading = texts[$"Grouping.{TotalQuery.NameOf(CompareTexts.Grouping(query))}"],
            Series = [new("total", texts["Explain.Total"])],
            Rows = [.. CompareTexts.Ranked(comparison).Select(item => new ChartRow(
                item.Key,
                compared.Name(comparison, item.Key),
                [CompareTexts.Cell(item, item.Total, query.Total.Years) with { Why = null }],
                query.By == ComparedKind.Country ? $"/countries/{item.Key}" : $"/programmes/{item.Key}",
                Remark: words.Coverage(item.Report, item.Total),
                Why: CompareTexts.Why(item, query.Total.Years)))],
            TableOpen = true,
            Note = texts["Chart.Compare.Note"],
            Source = words.Source(comparison.Items.Sum(item => item.Total.FigureCount), unit),
            Page = CompareAddress.Of(query),
            AsOf = comparison.AsOf,
        };
    }
}
