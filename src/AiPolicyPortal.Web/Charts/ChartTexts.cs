using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>What the charts of totals say in the same words.</summary>
public sealed class ChartTexts(AmountText amounts, TotalCriteria criteria, IStringLocalizer<Interface> texts)
{
    /// <summary>Whose money, at which stage and whose prices: "announced public money at purchasing power parity".</summary>
    public string Money(TotalQuery query) => $"{texts.MoneyOf(query.Stage, query.FunderTypes)} {criteria.Prices(query)}".TrimEnd();

    /// <summary>An amount at reading length.</summary>
    public string Amount(AmountUnit unit, decimal? low, decimal? high) => amounts.Brief(unit, low, high);

    /// <summary>Whose money, at which stage, of what: "announced public money, France, to March 2024".</summary>
    public string Scope(MoneySnapshot snapshot, TotalQuery query) => Scope(snapshot, query, texts.MoneyOf(query.Stage, query.FunderTypes));

    /// <summary>The same of every stage: "public money, France".</summary>
    public string ScopeOfStages(MoneySnapshot snapshot, TotalQuery query) => Scope(snapshot, query, texts.MoneyOf(query.FunderTypes));

    private string Scope(MoneySnapshot snapshot, TotalQuery query, string money)
    {
        var language = texts["Language"].Value;
        IReadOnlyList<string> parts =
        [
            money,
            .. query.Country.Included.Select(code => snapshot.Countries[code].NameIn(language)),
            .. query.Country.Excluded.Select(code => texts["Chart.Without", snapshot.Countries[code].NameIn(language)].Value),
            .. query.Theme.Included.Select(theme => texts.Label(theme)),
            .. query.Theme.Excluded.Select(theme => texts["Chart.Without", texts.Label(theme)].Value),
            .. query.Programme.Included.Select(slug => snapshot.ProgrammeNames[slug]),
            .. query.Programme.Excluded.Select(slug => texts["Chart.Without", snapshot.ProgrammeNames[slug]].Value),
            texts.Years(query.Years),
            criteria.Basis(query),
            query.StatedTo is { } day ? texts["Chart.StatedTo", PartialDateText.Words(day)].Value : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    /// <summary>How much stands behind a total, or behind one of its groups.</summary>
    public string Coverage(TotalReport report, TotalSum sum) => string.Join(", ", new[]
    {
        texts["Chart.Countries.Coverage", texts.Count("Figures", sum.FigureCount), report.OfficialCount(sum), sum.LeftOutCount].Value,
        sum.UndisclosedCount > 0 ? texts["Explain.Undisclosed", sum.UndisclosedCount].Value : "",
        sum.NotConvertedCount > 0 ? texts["Explain.NotConverted", sum.NotConvertedCount].Value : "",
    }.Where(part => part.Length > 0)) + (amounts.Inexact(AmountUnit.Of(report.Query), sum) is { } inexact ? texts["Chart.Countries.Inexact", inexact].Value : "");

    /// <summary>The page of what is asked about: a country's, a programme's, or the first one.</summary>
    public static string PageOf(TotalQuery query) => (query.Country, query.Programme) switch
    {
        ({ Included: [var country], Excluded: [] }, { IsEverything: true }) => $"/countries/{country}",
        ({ IsEverything: true }, { Included: [var programme], Excluded: [] }) => $"/programmes/{programme}",
        _ => "/",
    };

    /// <summary>Where the numbers are from.</summary>
    public string Source(int figures, AmountUnit unit)
    {
        var source = texts["Chart.Source", texts.Count("Figures", figures)].Value;
        return $"{source} {texts[(unit.Basis, unit.Per) is (PriceBasis.Nominal, PerUnit.Whole) ? "Chart.RatesOfEcb" : "Chart.RatesAndSeries"].Value}";
    }

    /// <summary>The row that says what the groups lack to the whole, where they lack anything.</summary>
    public IEnumerable<ChartRow> OverlapRow(IReadOnlyList<ChartCell> cells) =>
        cells.Any(cell => cell.Low is not (null or 0) || cell.High is not (null or 0))
            ? [new ChartRow("overlap", texts["Explain.Overlap"], cells, Remark: texts["Chart.OverlapRemark"])]
            : [];
}
