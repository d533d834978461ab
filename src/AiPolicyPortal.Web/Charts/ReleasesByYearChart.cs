using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// The releases of a selection by year, each year's by what one of the frameworks says of them: the grid where none is named. Unknown results are
/// a series of their own.
/// </summary>
public sealed class ReleasesByYearChart(ReleaseQueries releases, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    private const string Unknown = "unknown";

    // Before, the lists hold a few models a year, and the bars would only be made thinner.
    private const int MostYears = 10;

    public string Name => "releases-by-year";

    public bool ReadsAsOf => false;

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var framework = parameters.Choice("framework", "grid", "mof", "osaid");
        var filter = ReleaseFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        var counts = await releases.CountByYearAsync(filter, cancellationToken);
        if (counts.Count == 0)
            return null;
        var given = parameters.Given.Where(pair => pair.Key != "framework").ToList();
        var (values, of) = framework switch
        {
            "mof" => (Enum.GetValues<MofClass>().Cast<Enum>().ToList(), (Func<YearOfOpenness, Enum>)(count => count.Mof)),
            "osaid" => ([.. Enum.GetValues<OsaidVerdict>().Cast<Enum>()], count => count.Osaid),
            _ => ([.. Enum.GetValues<OpenShare>().Cast<Enum>()], count => count.Grid),
        };
        var last = counts.Max(count => count.Year) ?? 0;
        var total = counts.Sum(count => count.Count);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Bars,
            Title = texts[$"Chart.ReleasesByYear.{framework}"],
            Sentence = texts["Chart.ReleasesByYear.Sentence", texts.Count("Releases", total), counts.Where(count => Equals(of(count), values[0])).Sum(count => count.Count), texts.Label(values[0])],
            Unit = AmountUnit.Releases,
            RowHeading = texts["Releases.Year"],
            Series = [.. values.Select(value => new ChartSeries(CodeExtensions.CodeOf(value), texts.Label(value)))],
            Rows =
            [
                .. Enumerable.Range(last - MostYears + 1, MostYears).Where(year => year > 0 && year >= counts.Min(count => count.Year))
                    .Select(year => Row(Text(year), Text(year), counts.Where(count => count.Year == year), values, of, [.. given.Where(pair => pair.Key != "year"), KeyValuePair.Create("year", Text(year))], framework)),
            ],
            Foot =
            [
                .. counts.Any(count => count.Year <= last - MostYears)
                    ? [Row("before", texts["Chart.ReleasesByYear.Before", Text(last - MostYears + 1)], counts.Where(count => count.Year <= last - MostYears), values, of, null, framework)]
                    : Array.Empty<ChartRow>(),
                .. counts.Any(count => count.Year is null)
                    ? [Row(Unknown, texts["Totals.Unknown"], counts.Where(count => count.Year is null), values, of, null, framework)]
                    : Array.Empty<ChartRow>(),
                Row("total", texts["Explain.Total"], counts, values, of, given, framework),
            ],
            Note = texts["Chart.ReleasesByYear.Note"],
            Source = texts["Chart.Source", texts.Count("Releases", total)],
            Page = "/releases" + new QueryBuilder(given).ToQueryString(),
            AsOf = clock.GetUtcNow(),
        };
    }

    private static ChartRow Row(
        string key,
        string label,
        IEnumerable<YearOfOpenness> counts,
        IReadOnlyList<Enum> values,
        Func<YearOfOpenness, Enum> of,
        IReadOnlyList<KeyValuePair<string, string>>? list,
        string framework)
    {
        var held = counts.ToList();
        return new ChartRow(key, label,
        [
            .. values.Select(value =>
            {
                var count = held.Where(one => Equals(of(one), value)).Sum(one => one.Count);
                return new ChartCell(count, count)
                {
                    Why = list is null || count == 0 ? null : "/releases" + new QueryBuilder(
                        [.. list.Where(pair => pair.Key != framework), KeyValuePair.Create(framework, CodeExtensions.CodeOf(value))]).ToQueryString(),
                };
            }),
        ]);
    }

    private static string Text(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
