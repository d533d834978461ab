using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Queries;

/// <summary>A selection in groups. A record with several values, as themes, is in the group of each.</summary>
/// <param name="GroupBy">What it is grouped by, in the order asked.</param>
/// <param name="Total">The whole selection; its key is empty.</param>
/// <param name="Groups">In the order asked for, by key in ordinal order when none is, the unknown ones last; a group of everything unknown is always there.</param>
/// <param name="Overlap">The total less all its groups: groups, others and overlap add up to the total.</param>
public sealed record GroupedSelection(IReadOnlyList<string> GroupBy, RecordGroup Total, IReadOnlyList<RecordGroup> Groups, RecordGroup Overlap)
{
    /// <summary>Groups there are, listed or not.</summary>
    public int GroupCount { get; init; } = Groups.Count;

    /// <summary>The groups beyond <c>groupLimit</c> together; their key is empty. Absent when none are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RecordGroup? Others { get; init; }

    /// <summary>Which of the asked words were taken for others; the answer says so beside the groups.</summary>
    [JsonIgnore]
    public IReadOnlyList<Respelling> Spelling { get; init; } = [];

    /// <summary>How sums came into the currency asked for; absent when none was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GroupConversion? Conversion { get; init; }

    /// <param name="nameOf">What a value is called, of what it is grouped by; null where it speaks for itself.</param>
    internal GroupedSelection Named(Func<string, string, string?> nameOf) => this with
    {
        Groups = [.. Groups.Select(group => group with
        {
            Names = group.Key.Select(part => (part.Key, Name: nameOf(part.Key, part.Value))).Where(part => part.Name is not null).ToDictionary(part => part.Key, part => part.Name!),
        })],
    };
}

/// <summary>The rates by which the amounts of a selection were converted, each amount at that of its own date and rounded by itself.</summary>
/// <param name="Currency">ISO 4217 code that the sums are in.</param>
/// <param name="Series">Those that the rates are from; empty where nothing had to be converted.</param>
/// <param name="FirstRateDate">Date of the oldest rate; null where nothing had to be converted.</param>
/// <param name="LastRateDate">Date of the newest rate.</param>
public sealed record GroupConversion(string Currency, IReadOnlyList<string> Series, PartialDate? FirstRateDate, PartialDate? LastRateDate)
{
    internal static GroupConversion Of(string currency, IEnumerable<ConversionRate?> rates)
    {
        var used = rates.OfType<ConversionRate>().ToList();
        List<PartialDate> dates = [.. used.Select(rate => rate.RateDate).OfType<PartialDate>().Order()];
        return new GroupConversion(
            currency, [.. used.SelectMany(rate => rate.Values).Select(value => value.Series).Distinct().Order(StringComparer.Ordinal)],
            dates.Count == 0 ? null : dates[0], dates.Count == 0 ? null : dates[^1]);
    }
}

/// <summary>One group.</summary>
/// <param name="Key">For each thing grouped by its value, or <see cref="Unknown"/>.</param>
/// <param name="Count">Records.</param>
/// <param name="Sums">One for each stage, kind of funder and currency, never across stages or kinds of funders.</param>
public sealed record RecordGroup(IReadOnlyDictionary<string, string> Key, int Count, IReadOnlyList<GroupSum> Sums)
{
    public const string Unknown = "unknown";

    [JsonIgnore]
    internal bool IsUnknown => Key.Values.All(value => value == Unknown);

    /// <summary>What the parts of the key that stand for a record or a country are called, countries in English; empty where none does.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}

/// <summary>What the records of a group add up to at one stage, of one kind of funder, in one currency.</summary>
/// <param name="Money">Null amounts when none is known or none could be converted: <c>undisclosedCount</c> and <c>notConvertedCount</c> say which. Negative only in an overlap.</param>
/// <param name="Count">Records in the sum, undisclosed ones included.</param>
/// <param name="UndisclosedCount">Of those, how many have no amount.</param>
/// <param name="LeftOutCount">Records that are not counted: the same money is in the sum already, or the record cannot be counted.</param>
/// <param name="NotConvertedCount">Of those left out, how many for want of a rate.</param>
public sealed record GroupSum(Stage Stage, FunderType FunderType, Money Money, int Count, int UndisclosedCount, int LeftOutCount, int NotConvertedCount);

/// <summary>Puts records into groups.</summary>
public static class Grouping
{
    public const string Parameter = "groupBy";

    /// <summary>The most things a selection can be grouped by at once.</summary>
    public const int Most = 3;

    /// <summary>Reads <c>groupBy=country,year</c>; null when not given.</summary>
    public static IReadOnlyList<string>? Read(QueryParameters parameters, IReadOnlyCollection<string> known)
    {
        if (parameters.List(Parameter, [.. known]) is not { Count: > 0 } asked)
            return null;
        foreach (var name in asked.Where(name => !known.Contains(name)))
        {
            parameters.Fault(new ParameterError(
                Parameter, "unknown-value", $"'{Parameter}' cannot be '{name}'; it is up to {Most} of {string.Join(", ", known)}, separated by commas.{Common.Nearest.Hint(name, known)}", name)
            {
                Suggestion = Common.Nearest.To(name, known),
                Known = [.. known],
            });
        }

        if (asked.Count > Most)
            parameters.Fault(Parameter, "too-many", $"'{Parameter}' names {asked.Count} things; at most {Most} can be grouped by at once.", string.Join(',', asked));
        return asked;
    }

    /// <summary>Groups rows that are in memory.</summary>
    /// <param name="values">For each thing grouped by the values of a row; none is unknown.</param>
    /// <param name="sums">What some of the rows add up to.</param>
    public static GroupedSelection Of<TRow>(
        IReadOnlyCollection<TRow> rows, IReadOnlyList<string> by, Func<TRow, string, IEnumerable<string>> values, Func<IReadOnlyCollection<TRow>, IReadOnlyList<GroupSum>> sums)
    {
        var groups = rows.SelectMany(row => Keys(row, by, values).Select(key => (Key: key, Row: row)))
            .GroupBy(pair => string.Join('\n', pair.Key), StringComparer.Ordinal)
            .ToDictionary(group => group.First().Key, group => (IReadOnlyCollection<TRow>)[.. group.Select(pair => pair.Row)]);
        var unknown = by.Select(_ => RecordGroup.Unknown).ToArray();
        if (!groups.Keys.Any(key => key.SequenceEqual(unknown)))
            groups.Add(unknown, []);
        return Of(by, rows.Count, sums(rows), [.. groups.Select(group => (group.Key, group.Value.Count, sums(group.Value)))]);
    }

    /// <summary>Puts groups that were counted elsewhere in order and works out their overlap.</summary>
    public static GroupedSelection Of(
        IReadOnlyList<string> by, int count, IReadOnlyList<GroupSum> sums, IReadOnlyCollection<(string[] Key, int Count, IReadOnlyList<GroupSum> Sums)> groups)
    {
        var ordered = groups
            .OrderBy(group => group.Key.Count(value => value == RecordGroup.Unknown))
            .ThenBy(group => string.Join('\n', group.Key), StringComparer.Ordinal)
            .Select(group => new RecordGroup(by.Zip(group.Key).ToDictionary(pair => pair.First, pair => pair.Second), group.Count, group.Sums)).ToList();
        var empty = new Dictionary<string, string>();
        return new GroupedSelection(by, new RecordGroup(empty, count, sums), ordered, new RecordGroup(empty, count - ordered.Sum(group => group.Count), Overlap(sums, ordered)));
    }

    /// <summary>What some groups hold together, records in two of them twice; its key is empty.</summary>
    internal static RecordGroup Together(IReadOnlyCollection<RecordGroup> groups) => new(
        new Dictionary<string, string>(),
        groups.Sum(group => group.Count),
        [.. groups.SelectMany(group => group.Sums).GroupBy(Kind).OrderBy(kind => kind.Key).Select(kind => new GroupSum(
            kind.Key.Stage,
            kind.Key.FunderType,
            Sum(kind.First().Money, Added(kind.Select(part => part.Money.Low)), Added(kind.Select(part => part.Money.High))),
            kind.Sum(part => part.Count),
            kind.Sum(part => part.UndisclosedCount),
            kind.Sum(part => part.LeftOutCount),
            kind.Sum(part => part.NotConvertedCount)))]);

    private static List<GroupSum> Overlap(IReadOnlyList<GroupSum> total, IEnumerable<RecordGroup> groups)
    {
        var parts = groups.SelectMany(group => group.Sums).ToLookup(Kind);
        return [.. total.Concat(parts.Select(part => part.First())).DistinctBy(Kind).Select(sum =>
        {
            var whole = total.FirstOrDefault(whole => Kind(whole) == Kind(sum));
            var within = parts[Kind(sum)].ToList();
            return new GroupSum(
                sum.Stage,
                sum.FunderType,
                Sum(sum.Money, Less(whole?.Money.Low, within.Select(part => part.Money.Low)), Less(whole?.Money.High, within.Select(part => part.Money.High))),
                (whole?.Count ?? 0) - within.Sum(part => part.Count),
                (whole?.UndisclosedCount ?? 0) - within.Sum(part => part.UndisclosedCount),
                (whole?.LeftOutCount ?? 0) - within.Sum(part => part.LeftOutCount),
                (whole?.NotConvertedCount ?? 0) - within.Sum(part => part.NotConvertedCount));
        })];
    }

    /// <summary>A sum in the currency of another.</summary>
    public static Money Sum(Money like, decimal? low, decimal? high) =>
        new(low, high, like.Currency, like.MinorUnit, low is null ? Nature.Undisclosed : low == high ? Nature.Exact : Nature.Range);

    private static decimal? Less(decimal? whole, IEnumerable<decimal?> parts) => Added(parts) is { } added ? (whole ?? 0) - added : whole;

    private static decimal? Added(IEnumerable<decimal?> parts) => parts.OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() : null;

    private static (Stage Stage, FunderType FunderType, string Currency) Kind(GroupSum sum) => (sum.Stage, sum.FunderType, sum.Money.Currency);

    private static IEnumerable<string[]> Keys<TRow>(TRow row, IReadOnlyList<string> by, Func<TRow, string, IEnumerable<string>> values)
    {
        IEnumerable<string[]> keys = [[]];
        foreach (var name in by)
        {
            string[] own = [.. values(row, name).Distinct(StringComparer.Ordinal)];
            keys = keys.SelectMany(key => (own.Length == 0 ? [RecordGroup.Unknown] : own).Select(value => key.Append(value).ToArray())).ToList();
        }

        return keys;
    }
}
