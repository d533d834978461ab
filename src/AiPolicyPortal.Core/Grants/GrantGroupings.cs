using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Counts and sums selections of grants in groups.</summary>
public sealed class GrantGroupings(PortalDbContext db, GrantCells cells, GrantNameSnapshots names, PublishedAnswers answers)
{
    /// <summary>The most groups that an answer has; more are for a download of the grants.</summary>
    public const int MostGroups = 10_000;

    private const int FewGrants = 100_000;
    private const int FewByRecipient = 5_000;

    /// <summary>In euros, or in the currency that the filter names.</summary>
    /// <exception cref="InvalidQueryException">A value of the filter names nothing.</exception>
    public async Task<GrantGrouping> OfAsync(GrantFilter filter, IReadOnlyList<GrantDimension> by, CancellationToken cancellationToken)
    {
        var (_, all, groups) = await CellsAsync(filter, by, cancellationToken);
        var labels = await LabelsAsync(groups.Select(group => group.Tags), cancellationToken);
        var units = await names.MinorUnitsAsync(db, all, cancellationToken);
        var currency = CurrencyOf(filter);
        var total = GrantTotals.Of(all, currency, units);
        List<GrantGroupTotals> named = [.. groups.OrderBy(group => group.Tags, Comparer<string[]>.Create(Compare)).Select(group => new GrantGroupTotals(
            by.Zip(group.Tags).ToDictionary(pair => GrantGrouping.NameOf(pair.First), pair => labels[pair.Second]), GrantTotals.Of(group.Cells, currency, units)))];
        return new GrantGrouping(named, total.Less(named.Select(group => group.Totals)), total);
    }

    /// <summary>
    /// The same as every noun answers <c>groupBy</c>: by stage, kind of funder and currency as stated, or, where the filter names a currency, in that
    /// one, each grant at the rate of its date of award or, where that is unknown, of start.
    /// </summary>
    /// <exception cref="InvalidQueryException">A value of the filter names nothing, or there would be too many groups.</exception>
    public async Task<GroupedSelection> SelectionOfAsync(GrantFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken) => filter.Currency is { } currency
        ? await answers.GetAsync(
            db, $"grants groups/{currency}/{string.Join(',', by)}/{filter.Key}",
            token => ConvertedAsync(filter, by, currency, token), cancellationToken)
        : await StatedAsync(filter, by, cancellationToken);

    /// <summary>
    /// Whether a selection is soon summed by recipient. Where words and ranges find it, that takes a second reading of all they find, for each grant of which
    /// the index has to be looked at.
    /// </summary>
    /// <param name="count">Grants of the selection.</param>
    public async Task<bool> IsQuickByRecipientAsync(GrantFilter filter, int count, CancellationToken cancellationToken) => count <= FewByRecipient
        && ((await cells.SelectAsync(filter, cancellationToken)).IsOfGroups || await cells.AllAsync(cancellationToken) <= FewGrants);

    private async Task<GroupedSelection> StatedAsync(GrantFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken)
    {
        var (selection, all, groups) = await CellsAsync(filter, [.. by.Select(GrantGrouping.Named)], cancellationToken);
        return await NamedAsync(by, selection, all, groups, SumsOf, cancellationToken);
    }

    private async Task<GroupedSelection> ConvertedAsync(GrantFilter filter, IReadOnlyList<string> by, string currency, CancellationToken cancellationToken)
    {
        var (selection, all, groups) = await CellsAsync(filter, [.. by.Select(GrantGrouping.Named)], cancellationToken);
        var named = await NamedAsync(by, selection, all, groups, (some, units) => SumsIn(currency, some, units), cancellationToken);
        var rates = await cells.RatesAsync(selection, currency, cancellationToken);
        return named with { Conversion = GroupConversion.Of(currency, rates.Select(rate => rate.Rate)) };
    }

    /// <exception cref="InvalidQueryException">There are too many groups.</exception>
    private async Task<GroupedSelection> NamedAsync(
        IReadOnlyList<string> by, GrantSelection selection, IReadOnlyList<GrantCell> all, IReadOnlyCollection<(string[] Tags, List<GrantCell> Cells)> groups,
        Func<IEnumerable<GrantCell>, IReadOnlyDictionary<string, int>, IReadOnlyList<GroupSum>> sums, CancellationToken cancellationToken)
    {
        if (groups.Count > MostGroups)
        {
            throw new InvalidQueryException([new ParameterError(
                Grouping.Parameter, "too-many", $"That would be {groups.Count} groups; at most {MostGroups} are answered. Narrow the selection, or group by less.")]);
        }

        var labels = await LabelsAsync(groups.Select(group => group.Tags), cancellationToken);
        var units = await names.MinorUnitsAsync(db, all, cancellationToken);
        List<(string[] Key, int Count, IReadOnlyList<GroupSum> Sums)> named =
            [.. groups.Select(group => (group.Tags.Select(tag => labels[tag].Value).ToArray(), group.Cells.Sum(cell => cell.Grants), sums(group.Cells, units)))];
        if (!named.Exists(group => group.Key.All(value => value == GrantTags.Unknown)))
        {
            named.Add(([.. by.Select(_ => GrantTags.Unknown)], 0, []));
        }

        var called = groups.SelectMany(group => by.Zip(group.Tags, (name, tag) => (Name: name, Label: labels[tag]))).Where(part => part.Label.Name is not null)
            .DistinctBy(part => (part.Name, part.Label.Value)).ToDictionary(part => (part.Name, part.Label.Value), part => part.Label.Name);
        return Grouping.Of(by, all.Sum(cell => cell.Grants), sums(all, units), named).Named((name, value) => called.GetValueOrDefault((name, value))) with { Spelling = selection.Spelling };
    }

    private static IReadOnlyList<GroupSum> SumsOf(IEnumerable<GrantCell> cells, IReadOnlyDictionary<string, int> units) =>
    [
        .. cells.GroupBy(cell => (cell.Group.Stage, cell.Group.FunderType, cell.Group.CurrencyCode)).OrderBy(group => group.Key).Select(group =>
        {
            var (count, disclosed) = (group.Sum(cell => cell.Grants), group.Sum(cell => cell.Disclosed));
            return new GroupSum(
                group.Key.Stage, group.Key.FunderType, GrantMoney.Of(disclosed, group.Sum(cell => cell.Amount), group.Key.CurrencyCode, units), count, count - disclosed, 0, 0);
        }),
    ];

    private static IReadOnlyList<GroupSum> SumsIn(string currency, IEnumerable<GrantCell> cells, IReadOnlyDictionary<string, int> units) =>
    [
        .. cells.GroupBy(cell => (cell.Group.Stage, cell.Group.FunderType)).OrderBy(group => group.Key).Select(group =>
        {
            var (count, disclosed, converted) = (group.Sum(cell => cell.Grants), group.Sum(cell => cell.Disclosed), group.Sum(cell => cell.Converted));
            var money = GrantMoney.Of(converted, group.Sum(cell => cell.Euros), currency, units);
            return new GroupSum(group.Key.Stage, group.Key.FunderType, money, count, count - disclosed, disclosed - converted, disclosed - converted);
        }),
    ];

    private async Task<(GrantSelection Selection, IReadOnlyList<GrantCell> All, IReadOnlyCollection<(string[] Tags, List<GrantCell> Cells)> Groups)> CellsAsync(
        GrantFilter filter, IReadOnlyList<GrantDimension> by, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(filter, cancellationToken);
        var currency = CurrencyOf(filter);
        var all = await cells.InAsync(selection, currency, byRecipient: false, cancellationToken);
        return (
            selection,
            [.. all.Select(part => part.Cell)],
            Groups(by, by.Contains(GrantDimension.Recipient) ? await cells.InAsync(selection, currency, byRecipient: true, cancellationToken) : all));
    }

    /// <summary>What the sums of a selection are converted into: euros, where the filter names no currency.</summary>
    internal static string CurrencyOf(GrantFilter filter) => filter.Currency ?? GrantRates.Currency;

    private static Dictionary<string, (string[] Tags, List<GrantCell> Cells)>.ValueCollection Groups(IReadOnlyList<GrantDimension> by, IEnumerable<(string Tag, GrantCell Cell)> parts)
    {
        var kinds = by.Select(KindOf).ToList();
        var groups = new Dictionary<string, (string[] Tags, List<GrantCell> Cells)>(StringComparer.Ordinal);
        foreach (var (recipient, cell) in parts)
        {
            foreach (var tags in Places(kinds, recipient, cell.Group.Tags))
            {
                var key = string.Join(' ', tags);
                (groups.TryGetValue(key, out var group) ? group : groups[key] = (tags, [])).Cells.Add(cell);
            }
        }

        return groups.Values;
    }

    /// <summary>Every place a grant has in the groups: one for each country of each theme, and so on.</summary>
    private static IEnumerable<string[]> Places(IReadOnlyList<string> kinds, string recipient, string[] tags) => kinds
        .Select(kind => kind == GrantTags.Recipient ? [recipient] : tags.Where(tag => tag.StartsWith(kind + ":", StringComparison.Ordinal)).ToArray())
        .Aggregate<string[], IEnumerable<string[]>>([[]], (places, values) => places.SelectMany(_ => values, (place, value) => (string[])[.. place, value]));

    private Task<Dictionary<string, GrantKey>> LabelsAsync(IEnumerable<string[]> keys, CancellationToken cancellationToken) =>
        names.OfTagsAsync(db, [.. keys.SelectMany(tags => tags).Distinct()], cancellationToken);

    private static int Compare(string[]? left, string[]? right) => left!.Zip(right!)
        .Select(pair => IsUnknown(pair.First) == IsUnknown(pair.Second) ? string.CompareOrdinal(pair.First, pair.Second) : IsUnknown(pair.First) ? 1 : -1)
        .FirstOrDefault(order => order != 0);

    private static bool IsUnknown(string tag) => tag.EndsWith($":{GrantTags.Unknown}", StringComparison.Ordinal);

    private static string KindOf(GrantDimension dimension) => dimension switch
    {
        GrantDimension.Country => GrantTags.Country,
        GrantDimension.PayingCountry => GrantTags.PayingCountry,
        GrantDimension.Programme => GrantTags.Programme,
        GrantDimension.Funder => GrantTags.Funder,
        GrantDimension.Recipient => GrantTags.Recipient,
        GrantDimension.Theme => GrantTags.Theme,
        GrantDimension.Year => GrantTags.Year,
        GrantDimension.Band => GrantTags.Band,
        GrantDimension.FunderType => GrantTags.FunderType,
        GrantDimension.Stage => GrantTags.Stage,
        GrantDimension.StatedCurrency => GrantTags.StatedCurrency,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };
}
