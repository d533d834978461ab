using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// A selection of grants by one dimension, in euros or the currency asked for, each grant at its date of award or, where that is not known, of start. Stages and kinds of funders are never
/// added: those of most grants are shown.
/// </summary>
public abstract class GrantSelectionChart(
    string name, ChartForm form, GrantDimension by, GrantGroupings grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    /// <summary>How many recipients are drawn; the others are one row of the table.</summary>
    private const int MostRecipients = 10;

    public string Name => name;

    public bool ReadsAsOf => false;

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var filter = GrantFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        var answer = await grants.OfAsync(filter, [by], cancellationToken);
        if (answer.Total.Converted.MaxBy(sum => sum.ConvertedCount + sum.NotConvertedCount + sum.UndisclosedCount) is not { } main)
            return null;
        var asked = main.Sum.Currency;
        var stated = answer.Total.StatedInstead(main)?.Sum.Currency;
        main = Of(answer.Total, main, stated)!;
        var given = parameters.Given.ToList();
        var unit = new AmountUnit(main.Sum.Currency);
        var elsewhere = answer.Total.Count - Count(main);
        List<(GrantKey Key, ConvertedGrants Sum)> groups =
            [.. answer.Groups.SelectMany(group => Of(group.Totals, main, stated) is { } sum ? [(group.Key[GrantGrouping.NameOf(by)], sum)] : Array.Empty<(GrantKey, ConvertedGrants)>())];
        var (title, heading, note, _) = Words;
        var (drawn, others) = by == GrantDimension.Recipient ? Largest(groups) : (groups, []);
        return new Chart
        {
            Name = Name,
            Form = form,
            Title = texts[title, $"{texts.Label(main.Stage)} ({texts.Label(main.FunderType)})".ToLower(CultureInfo.CurrentCulture)],
            Sentence = Sentence(main, answer.Total.Count, asked)
                + (main.UndisclosedCount > 0 ? " " + texts["Chart.GrantsByYear.Undisclosed", main.UndisclosedCount].Value : "")
                + (main.NotConvertedCount > 0 ? " " + texts["Chart.Selection.NotConverted", main.NotConvertedCount].Value : ""),
            Unit = unit,
            RowHeading = texts[heading],
            Series = [new("grants", texts["Nav.Grants"])],
            Rows = Rows(drawn, given, filter),
            Foot =
            [
                .. others.Count > 0 ? Others(others) : [],
                .. Overlap(Of(answer.Overlap, main, stated)),
                new("total", texts["Explain.Total"], [Cell(main)], Remark: Remark(main)),
            ],
            Note = texts[note]
                + (elsewhere > 0 ? " " + texts["Chart.Selection.OtherStages", texts.Count("Grants", elsewhere)].Value : ""),
            Source = texts["Chart.Source", texts.Count("Grants", Count(main))],
            Page = "/grants" + new QueryBuilder(given).ToQueryString(),
            AsOf = clock.GetUtcNow(),
        };
    }

    /// <summary>Names of the texts that differ from one dimension to another.</summary>
    private (string Title, string Heading, string Note, string Unknown) Words => by switch
    {
        GrantDimension.Recipient => ("Chart.Selection.Recipients", "Grants.Recipient", "Chart.Selection.NoteRecipients", "Chart.Selection.WithoutPage"),
        GrantDimension.Year => ($"Chart.Selection.{form}", "Chart.GrantsByYear.Year", "Chart.Selection.Note", "Totals.Unknown"),
        _ => ($"Chart.Selection.{form}", "Grants.RecipientCountry", "Chart.Selection.Note", "Totals.Unknown"),
    };

    // Nothing converted is no sum, and nothing undisclosed either.
    private string Sentence(ConvertedGrants main, int all, string asked)
    {
        var some = Count(main) == all ? texts["Chart.Selection.Whole", texts.Count("Grants", all)] : texts["Chart.Selection.Part", texts.Count("Grants", all), Count(main)];
        return main switch
        {
            { ConvertedCount: > 0 } when main.Sum.Currency != asked =>
                texts["Chart.Selection.Stated", some, money.Compact(main.Sum.Low, main.Sum.High, main.Sum.Currency), money.CurrencyName(asked)],
            { ConvertedCount: > 0 } => texts["Chart.Selection.Sentence", some, money.Compact(main.Sum.Low, main.Sum.High, main.Sum.Currency)],
            { NotConvertedCount: > 0 } => texts["Chart.Selection.NoneConverted", some, money.CurrencyName(main.Sum.Currency)],
            _ => texts["Chart.Selection.NoneDisclosed", some],
        };
    }

    // Of the known ones those with most, and all others; the unknown ones stay.
    private static (List<(GrantKey Key, ConvertedGrants Sum)> Drawn, List<ConvertedGrants> Others) Largest(IEnumerable<(GrantKey Key, ConvertedGrants Sum)> groups)
    {
        var known = groups.ToLookup(group => group.Key.Value != QueryParameters.Unknown);
        var ordered = known[true].OrderByDescending(group => group.Sum.Sum.High ?? -1).ThenBy(group => group.Key.Value, StringComparer.Ordinal).ToList();
        return ([.. ordered.Take(MostRecipients), .. known[false]], [.. ordered.Skip(MostRecipients).Select(group => group.Sum)]);
    }

    // Their grants are not counted: one that two of them share would be two.
    private IEnumerable<ChartRow> Others(List<ConvertedGrants> others) =>
        [new ChartRow("others", texts["Chart.Selection.OtherRecipients", others.Count], [Cell(ConvertedGrants.Together(others))])];

    private List<ChartRow> Rows(IEnumerable<(GrantKey Key, ConvertedGrants Sum)> groups, IReadOnlyList<KeyValuePair<string, string>> given, GrantFilter filter)
    {
        List<ChartRow> rows = [.. groups.Select(group => Row(group.Key, group.Sum, given, filter))];
        return by == GrantDimension.Year
            ? [.. WithYearsBetween(rows)]
            : [.. rows.OrderBy(row => row.Key == QueryParameters.Unknown).ThenByDescending(row => row.Cells[0].High ?? -1).ThenBy(row => row.Label, StringComparer.CurrentCulture)];
    }

    // A year without grants has its place on the axis; the unknown year is last.
    private static IEnumerable<ChartRow> WithYearsBetween(List<ChartRow> rows)
    {
        var known = rows.Where(row => row.Key != QueryParameters.Unknown).ToDictionary(row => int.Parse(row.Key, CultureInfo.InvariantCulture));
        return YearRange.Spanned(known.Keys).Select(year => known.GetValueOrDefault(year) ?? Empty(year.ToString("D4", CultureInfo.InvariantCulture)))
            .Concat(rows.Where(row => row.Key == QueryParameters.Unknown));

        static ChartRow Empty(string year) => new(year, year, [ChartCell.Nothing]);
    }

    private ChartRow Row(GrantKey key, ConvertedGrants sum, IReadOnlyList<KeyValuePair<string, string>> given, GrantFilter filter) => new(
        key.Value,
        key.Value == QueryParameters.Unknown ? texts[Words.Unknown] : (texts["Language"] == "fr" ? key.NameFr : null) ?? key.Name ?? key.Value,
        [Cell(sum)],
        PageOf(key.Value),
        Remark: Remark(sum),
        Why: IsAlone(key.Value, filter)
            ? List(given, ("stage", sum.Stage.Code()), ("funderType", sum.FunderType.Code()), (GrantGrouping.NameOf(by), key.Value)) : null);

    // A grant of several recipients is in a row besides the one it was asked for by: no filter asks for both.
    private bool IsAlone(string value, GrantFilter filter)
    {
        var asked = by switch
        {
            GrantDimension.Country => filter.Country.Included,
            GrantDimension.Recipient => filter.Recipient.Included,
            _ => [],
        };
        return asked.Count == 0 || asked.Contains(value);
    }

    private string? PageOf(string value) => (by, value) switch
    {
        (_, QueryParameters.Unknown) => null,
        (GrantDimension.Country, _) => $"/countries/{value}",
        (GrantDimension.Recipient, _) => $"/organisations/{value}",
        _ => null,
    };

    private IEnumerable<ChartRow> Overlap(ConvertedGrants? overlap) => overlap is { Sum.High: { } amount } && amount != 0
        ? [new ChartRow("overlap", texts["Explain.Overlap"], [new ChartCell(amount, amount)], Remark: Remark(overlap))]
        : [];

    /// <summary>The list of the selection with these values in place of its own; what it excludes stays so.</summary>
    private static string List(IEnumerable<KeyValuePair<string, string>> given, params (string Name, string Value)[] values) => "/grants" + new QueryBuilder(
        [.. given.Where(pair => pair.Value.StartsWith('!') || values.All(value => value.Name != pair.Key)), .. values.Select(value => KeyValuePair.Create(value.Name, value.Value))]).ToQueryString();

    /// <param name="stated">The currency in which the grants stand as they are stated; null where they are converted.</param>
    private static ConvertedGrants? Of(GrantTotals totals, ConvertedGrants main, string? stated) => stated is null
        ? totals.Converted.FirstOrDefault(sum => (sum.Stage, sum.FunderType) == (main.Stage, main.FunderType))
        : totals.Sums.Where(sum => (sum.Stage, sum.FunderType, sum.Sum.Currency) == (main.Stage, main.FunderType, stated))
            .Select(sum => new ConvertedGrants(sum.Stage, sum.FunderType, sum.Sum, sum.Count - sum.UndisclosedCount, 0, sum.UndisclosedCount)).FirstOrDefault();

    private static int Count(ConvertedGrants sum) => sum.ConvertedCount + sum.NotConvertedCount + sum.UndisclosedCount;

    private string Remark(ConvertedGrants sum) =>
        texts.Count("Grants", Count(sum))
        + (sum.UndisclosedCount > 0 ? ", " + texts["Explain.Undisclosed", sum.UndisclosedCount].Value : "")
        + (sum.NotConvertedCount > 0 ? texts["Chart.Selection.RowNotConverted", sum.NotConvertedCount].Value : "");

    private static ChartCell Cell(ConvertedGrants sum) =>
        new(sum.Sum.Low, sum.Sum.High, sum.UndisclosedCount > 0) { NotConverted = sum.NotConvertedCount > 0 };
}

/// <inheritdoc cref="GrantSelectionChart"/>
public sealed class GrantSelectionYears(GrantGroupings grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts)
    : GrantSelectionChart("grants-by-award-year", ChartForm.Bars, GrantDimension.Year, grants, money, clock, texts);

/// <inheritdoc cref="GrantSelectionChart"/>
public sealed class GrantSelectionMap(GrantGroupings grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts)
    : GrantSelectionChart("grants-map", ChartForm.Map, GrantDimension.Country, grants, money, clock, texts);

/// <inheritdoc cref="GrantSelectionChart"/>
public sealed class GrantSelectionRanking(GrantGroupings grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts)
    : GrantSelectionChart("grants-ranking", ChartForm.Ranking, GrantDimension.Country, grants, money, clock, texts);

/// <summary>Recipients by their grants of the selection, each in full however many share it.</summary>
/// <inheritdoc cref="GrantSelectionChart"/>
public sealed class GrantSelectionRecipients(GrantGroupings grants, MoneyText money, TimeProvider clock, IStringLocalizer<Interface> texts)
    : GrantSelectionChart("grants-recipients", ChartForm.Ranking, GrantDimension.Recipient, grants, money, clock, texts);
