using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Counts and sums selections of grants in groups.</summary>
public sealed class GrantGroupings(PortalDbContext db, GrantCells cells)
{
    /// <summary>The most groups that an answer has; more are for a download of the grants.</summary>
    public const int MostGroups = 10_000;

    /// <param name="filter">Names at least one dimension.</param>
    /// <exception cref="InvalidQueryException">A value of the filter names nothing, or there would be too many groups.</exception>
    public async Task<GrantGrouping> OfAsync(GrantFilter filter, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(filter, cancellationToken);
        var all = await cells.OfAsync(selection, cancellationToken);
        var kinds = filter.GroupBy.Select(KindOf).ToList();
        var parts = kinds.Contains(GrantTags.Recipient)
            ? await cells.ByRecipientAsync(selection, cancellationToken)
            : [.. all.Select(cell => ("", cell))];
        var groups = new Dictionary<string, (string[] Tags, List<GrantCell> Cells)>(StringComparer.Ordinal);
        foreach (var (recipient, cell) in parts)
        {
            foreach (var tags in Places(kinds, recipient, cell.Group.Tags))
            {
                var key = string.Join(' ', tags);
                (groups.TryGetValue(key, out var group) ? group : groups[key] = (tags, [])).Cells.Add(cell);
            }
        }

        if (groups.Count > MostGroups)
        {
            throw new InvalidQueryException([new ParameterError(
                "groupBy", "too-many", $"That would be {groups.Count} groups; at most {MostGroups} are answered. Narrow the selection, or group by less.")]);
        }

        var units = await db.MinorUnitsAsync(cancellationToken);
        var total = GrantTotals.Of(all, units);
        var labels = await LabelsAsync(kinds, groups.Values.Select(group => group.Tags), cancellationToken);
        List<GrantGroupTotals> named = [.. groups.Values.OrderBy(group => group.Tags, Comparer<string[]>.Create(Compare)).Select(group => new GrantGroupTotals(
            filter.GroupBy.Zip(group.Tags).ToDictionary(pair => GrantGrouping.NameOf(pair.First), pair => labels[pair.Second]), GrantTotals.Of(group.Cells, units)))];
        return new GrantGrouping(named, total.Less(named.Select(group => group.Totals)), total, selection.Spelling);
    }

    /// <summary>Every place a grant has in the groups: one for each country of each theme, and so on.</summary>
    private static IEnumerable<string[]> Places(IReadOnlyList<string> kinds, string recipient, string[] tags) => kinds
        .Select(kind => kind == GrantTags.Recipient ? [recipient] : tags.Where(tag => tag.StartsWith(kind + ":", StringComparison.Ordinal)).ToArray())
        .Aggregate<string[], IEnumerable<string[]>>([[]], (places, values) => places.SelectMany(_ => values, (place, value) => (string[])[.. place, value]));

    private async Task<Dictionary<string, GrantKey>> LabelsAsync(IReadOnlyList<string> kinds, IEnumerable<string[]> keys, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<string, GrantKey>(StringComparer.Ordinal);
        var used = keys.SelectMany(tags => tags).Distinct().ToList();
        foreach (var kind in kinds)
        {
            var values = used.Where(tag => tag.StartsWith(kind + ":", StringComparison.Ordinal)).Select(tag => tag[(kind.Length + 1)..]).ToList();
            var names = await db.NamesAsync(kind, values, cancellationToken);
            foreach (var value in values)
            {
                labels[$"{kind}:{value}"] = names.GetValueOrDefault(value) ?? new GrantKey(value);
            }
        }

        return labels;
    }

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
