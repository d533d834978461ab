using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>The governance measures of a selection by the year they were adopted, each year's by where they stand today.</summary>
public sealed class GovernanceByYearChart(GovernanceQueries governance, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    private const int MostYears = 10;

    private static readonly GovernanceStanding[] Standings = Enum.GetValues<GovernanceStanding>();

    public string Name => "governance-by-year";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var filter = GovernanceFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        var counts = await governance.CountByYearAsync(filter, cancellationToken);
        if (counts.All(count => count.Year is null))
            return null;
        var given = parameters.Given.ToList();
        var last = counts.Max(count => count.Year)!.Value;
        var first = Math.Max(counts.Min(count => count.Year)!.Value, last - MostYears + 1);
        var total = texts.Count("Governance", counts.Sum(count => count.Count));
        var holding = counts.Where(count => count.Standing == GovernanceStanding.Holding).Sum(count => count.Count);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Bars,
            Title = texts["Chart.GovernanceByYear"],
            Sentence = texts["Chart.GovernanceByYear.Sentence", total, holding],
            Unit = AmountUnit.Measures,
            RowHeading = texts["Governance.YearAdopted"],
            Series = [.. Standings.Select(standing => new ChartSeries(standing.Code(), texts.Label(standing)))],
            Rows = [.. Enumerable.Range(first, last - first + 1).Select(year => Row(Text(year), Text(year), counts.Where(count => count.Year == year)))],
            Foot =
            [
                .. counts.Any(count => count.Year < first)
                    ? [Row("before", texts["Chart.ReleasesByYear.Before", Text(first)], counts.Where(count => count.Year < first))]
                    : Array.Empty<ChartRow>(),
                .. counts.Any(count => count.Year is null)
                    ? [Row("unknown", texts["Totals.Unknown"], counts.Where(count => count.Year is null))]
                    : Array.Empty<ChartRow>(),
                Row("total", texts["Explain.Total"], counts),
            ],
            Note = texts["Chart.GovernanceByYear.Note"],
            Source = texts["Chart.Source", total],
            Page = "/governance/overview" + new QueryBuilder(given).ToQueryString(),
            AsOf = clock.GetUtcNow(),
            HasPast = false,
        };
    }

    private static ChartRow Row(string key, string label, IEnumerable<GovernanceYear> counts)
    {
        var held = counts.ToList();
        return new ChartRow(key, label, [.. Standings.Select(standing =>
        {
            var count = held.Where(one => one.Standing == standing).Sum(one => one.Count);
            return new ChartCell(count, count);
        })]);
    }

    private static string Text(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
