using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>What became of the governance measures of a selection, year by year: by their dated statuses where there are any, else by adoption.</summary>
public sealed class GovernanceByYearChart(GovernanceQueries governance, PortalDbContext db, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    private const int MostYears = 10;

    private static readonly GovernanceStanding[] Standings = Enum.GetValues<GovernanceStanding>();

    public string Name => "governance-by-year";

    public bool ReadsAsOf => false;

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var filter = GovernanceFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        var asOf = db.AsOf ?? clock.GetUtcNow();
        var measures = await governance.YearsAsync(filter, DateOnly.FromDateTime(asOf.UtcDateTime), cancellationToken);
        var counts = measures.SelectMany(measure => measure.Years).ToList();
        if (counts.TrueForAll(count => count.Year is null))
            return null;
        var given = parameters.Given.ToList();
        var last = counts.Max(count => count.Year)!.Value;
        var first = Math.Max(counts.Min(count => count.Year)!.Value, last - MostYears + 1);
        var total = texts.Count("Governance", measures.Count);
        var holding = measures.Count(measure => measure.Standing == GovernanceStanding.Holding);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Bars,
            Title = texts["Chart.GovernanceByYear"],
            Sentence = texts["Chart.GovernanceByYear.Sentence", total, holding],
            Unit = AmountUnit.Measures,
            RowHeading = texts["Governance.Year"],
            Series = [.. Standings.Select(standing => new ChartSeries(standing.Code(), texts.Label(standing)))],
            Rows = [.. Enumerable.Range(first, last - first + 1).Select(year => Row(Text(year), Text(year), counts.Where(count => count.Year == year)))],
            Foot =
            [
                .. counts.Exists(count => count.Year < first)
                    ? [Row("before", texts["Chart.ReleasesByYear.Before", Text(first)], counts.Where(count => count.Year < first))]
                    : Array.Empty<ChartRow>(),
                .. counts.Exists(count => count.Year is null)
                    ? [Row("unknown", texts["Totals.Unknown"], counts.Where(count => count.Year is null))]
                    : Array.Empty<ChartRow>(),
                Row("total", texts["Explain.Total"], counts),
            ],
            Note = texts["Chart.GovernanceByYear.Note"],
            Source = texts["Chart.Source", total],
            Page = "/governance/overview" + new QueryBuilder(given).ToQueryString(),
            AsOf = asOf,
        };
    }

    private static ChartRow Row(string key, string label, IEnumerable<(int? Year, GovernanceStanding Standing)> counts)
    {
        var came = counts.ToList();
        return new ChartRow(key, label, [.. Standings.Select(standing =>
        {
            var count = came.Count(one => one.Standing == standing);
            return new ChartCell(count, count);
        })]);
    }

    private static string Text(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
