using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;

namespace AiPolicyPortal.Web.Formats;

/// <summary>
/// A selection in groups as CSV: a row for each sum of each group, of the groups beyond the limit together, and of what the groups overlap, so that
/// the sums of all rows are the total's.
/// </summary>
internal static class GroupsCsv
{
    /// <summary>What is grouped by that stands for a record or a country, and has a name beside it.</summary>
    private static readonly string[] Named = ["country", "payingCountry", "programme", "funder", "recipient"];

    private static readonly string[] OfSums =
    [
        "sum_stage", "sum_funder_type", "sum_low", "sum_high", "sum_currency", "sum_count", "sum_undisclosed_count", "sum_left_out_count", "sum_not_converted_count",
        "rate_series", "first_rate_date", "last_rate_date",
    ];

    /// <param name="name">Of the file, without its ending.</param>
    public static IResult Answer(string name, GroupedSelection groups) => CsvAnswer.Of(
        name,
        ["part", .. groups.GroupBy.SelectMany(ColumnsOf), "count", .. OfSums],
        Parts(groups).SelectMany(part => Rows(part.Name, part.Group, groups)));

    private static IEnumerable<(string Name, RecordGroup Group)> Parts(GroupedSelection groups) =>
    [
        .. groups.Groups.Select(group => ("group", group)),
        .. groups.Others is { } others ? [("others", others)] : Array.Empty<(string, RecordGroup)>(),
        ("overlap", groups.Overlap),
    ];

    private static string[] ColumnsOf(string name)
    {
        var column = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        return Named.Contains(name) ? [column, column + "_name"] : [column];
    }

    private static IEnumerable<IEnumerable<string?>> Rows(string part, RecordGroup group, GroupedSelection groups)
    {
        string?[] key =
        [
            part,
            .. groups.GroupBy.SelectMany(name => Named.Contains(name) ? new[] { group.Key.GetValueOrDefault(name), CsvAnswer.Text(group.Names.GetValueOrDefault(name)) } : [group.Key.GetValueOrDefault(name)]),
            CsvAnswer.Count(group.Count),
        ];
        var rates = groups.Conversion is { } conversion
            ? new[] { string.Join(';', conversion.Series), conversion.FirstRateDate?.ToString(), conversion.LastRateDate?.ToString() }
            : [null, null, null];
        return group.Sums.Count == 0
            ? [[.. key, .. new string?[OfSums.Length - rates.Length], .. rates]]
            : group.Sums.Select(sum => (IEnumerable<string?>)[.. key, .. Cells(sum), .. rates]);
    }

    private static string?[] Cells(GroupSum sum) =>
    [
        sum.Stage.Code(), sum.FunderType.Code(), Amount(sum.Money.Low, sum), Amount(sum.Money.High, sum), sum.Money.Currency, CsvAnswer.Count(sum.Count),
        CsvAnswer.Count(sum.UndisclosedCount), CsvAnswer.Count(sum.LeftOutCount), CsvAnswer.Count(sum.NotConvertedCount),
    ];

    private static string? Amount(decimal? amount, GroupSum sum) => CsvAnswer.Digits(Core.Tables.Amounts.Of(amount, sum.Money.MinorUnit));
}
