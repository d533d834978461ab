using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>One total a country, the greatest first, as a map or as a ranking.</summary>
public abstract class CountriesChart(
    string name, ChartForm form, TotalQueries totals, ChartTexts words, GroupLabels labels, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => name;

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = TotalQuery.ReadByCountry(parameters);
        parameters.ThrowIfInvalid();
        var report = await totals.AnswerAsync(query, cancellationToken);
        var unit = AmountUnit.Of(query);
        var groups = report.Answer.Groups.Where(group => group.Sum.FigureCount + group.Sum.NotConvertedCount + group.Sum.LeftOutCount > 0).OrderByDescending(group => group.Sum.High.HasValue)
            .ThenByDescending(group => group.Sum.High).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        return new Chart
        {
            Name = Name,
            Form = form,
            Title = texts[$"Chart.Countries.{form}", words.Scope(report.Snapshot, query)],
            Sentence = Sentence(report, groups, unit),
            Unit = unit,
            Places = report.Answer.Decimals,
            RowHeading = texts["Grouping.country"],
            Series = [new("total", texts["Explain.Total"])],
            Rows = [.. groups.Select(group => Row(report, group))],
            Foot = unit.Per == PerUnit.Whole ? [.. words.OverlapRow(Overlap(report)), Total(report)] : [],
            Note = texts[$"Chart.Countries.{form}Note"],
            Source = words.Source(report.Answer.Total.FigureCount, unit),
            Why = TotalAddress.Explanation(query),
            Page = "/" + new QueryBuilder(TotalAddress.Pairs(query).Where(pair => pair.Key is "stage" or "per")).ToQueryString(),
            AsOf = report.AsOf,
        };
    }

    private string Sentence(TotalReport report, List<TotalGroup> groups, AmountUnit unit)
    {
        var known = groups.Where(group => group.Sum.High is not null).ToList();
        var silent = groups.Count(group => group.Sum is { High: null, FigureCount: > 0 });
        var withoutRate = groups.Count(group => group.Sum is { High: null, FigureCount: 0, NotConvertedCount: > 0 });
        var uncounted = groups.Count - known.Count - silent - withoutRate;
        var first = known.Count == 0 ? texts["Chart.Nothing"].Value : First(report, known, unit);
        return first
            + (silent > 0 ? " " + texts["Chart.Countries.Silent", silent].Value : "")
            + (withoutRate > 0 ? " " + texts["Chart.Countries.WithoutRate", withoutRate].Value : "")
            + (uncounted > 0 ? " " + texts["Chart.Countries.Uncounted", uncounted].Value : "");
    }

    private string First(TotalReport report, List<TotalGroup> known, AmountUnit unit)
    {
        var name = labels.Of(report.Snapshot, TotalGrouping.Country, known[0].Key);
        var amount = words.Amount(unit, known[0].Sum.Low, known[0].Sum.High);
        if (known.Count == 1)
            return texts["Chart.Countries.One", name, amount];
        // The order is that of the upper ends: where ranges overlap, nobody knows who comes first.
        return known.Skip(1).FirstOrDefault(group => group.Key != TotalGroup.Unknown && group.Sum.High > known[0].Sum.Low) is { } other
            ? texts["Chart.Countries.Overlapping", name, amount, known.Count, labels.Of(report.Snapshot, TotalGrouping.Country, other.Key), words.Amount(unit, other.Sum.Low, other.Sum.High)]
            : texts["Chart.Countries.Sentence", name, amount, known.Count];
    }

    private ChartRow Row(TotalReport report, TotalGroup group) => new(
        group.Key,
        labels.Of(report.Snapshot, TotalGrouping.Country, group.Key),
        [Cell(group.Sum)],
        group.Key == TotalGroup.Unknown ? null : $"/countries/{group.Key}",
        Remark: words.Coverage(report, group.Sum),
        Why: group.Key == TotalGroup.Unknown
            ? null
            : TotalAddress.Explanation(report.Query with { GroupBy = null, Country = new AnyOf<string>([group.Key], report.Query.Country.Excluded) }));

    private ChartRow Total(TotalReport report) => new(
        "total", texts["Explain.Total"], [Cell(report.Answer.Total)], Why: TotalAddress.Explanation(report.Query with { GroupBy = null }));

    private static IReadOnlyList<ChartCell> Overlap(TotalReport report) => [new(report.Answer.Overlap!.Low, report.Answer.Overlap.High)];

    private static ChartCell Cell(TotalSum sum) => new(sum.Low, sum.High, sum.UndisclosedCount > 0) { NotConverted = sum.NotConvertedCount > 0, LeftOut = sum.LeftOutCount > 0 };
}

/// <inheritdoc cref="CountriesChart"/>
public sealed class CountriesMap(TotalQueries totals, ChartTexts words, GroupLabels labels, IStringLocalizer<Interface> texts)
    : CountriesChart("countries-map", ChartForm.Map, totals, words, labels, texts);

/// <inheritdoc cref="CountriesChart"/>
public sealed class CountriesRanking(TotalQueries totals, ChartTexts words, GroupLabels labels, IStringLocalizer<Interface> texts)
    : CountriesChart("countries-ranking", ChartForm.Ranking, totals, words, labels, texts);
