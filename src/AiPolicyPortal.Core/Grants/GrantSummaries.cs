using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What the whole of a selection of grants is made of.</summary>
/// <param name="Spelling">Which words were taken for others.</param>
public sealed record GrantSummary(GrantTotals Totals, IReadOnlyList<GrantFacet> Facets, IReadOnlyList<Respelling> Spelling);

/// <summary>Facets and totals of a selection of grants.</summary>
public sealed class GrantSummaries(PortalDbContext db, GrantCells cells, GrantNameSnapshots names, PublishedAnswers answers)
{
    /// <summary>How many values a facet shows that can have thousands.</summary>
    public const int Shown = 15;

    /// <summary>The facets in the order to show them: filter and letter of its tags.</summary>
    private static readonly (string Name, string Kind)[] Kinds =
    [
        ("country", GrantTags.Country), ("payingCountry", GrantTags.PayingCountry), ("year", GrantTags.Year), ("band", GrantTags.Band),
        ("theme", GrantTags.Theme), ("programme", GrantTags.Programme), ("funder", GrantTags.Funder), ("recipient", GrantTags.Recipient),
        ("funderType", GrantTags.FunderType), ("stage", GrantTags.Stage),
    ];

    /// <param name="page">Which page of the list goes with it and is read next; null for none.</param>
    /// <exception cref="InvalidQueryException">A value of the filter names nothing.</exception>
    public Task<GrantSummary> OfAsync(GrantFilter filter, PageRequest? page, CancellationToken cancellationToken) =>
        answers.GetAsync(db, $"grants summary/{GrantGroupings.CurrencyOf(filter)}/{filter.Key}", token => MakeAsync(filter, page, token), cancellationToken);

    private async Task<GrantSummary> MakeAsync(GrantFilter filter, PageRequest? page, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(filter, cancellationToken);
        var (without, recipients) = await cells.WithoutEachAsync(selection, page, cancellationToken);
        var facets = new List<GrantFacet>();
        foreach (var (name, kind) in Kinds)
        {
            var asked = selection.Tags.FirstOrDefault(condition => condition.Kind == kind);
            var counts = kind == GrantTags.Recipient ? recipients : CountsOf(kind, without.GetValueOrDefault(asked is null ? "" : kind, []));
            facets.Add(await FacetAsync(name, kind, counts, asked, cancellationToken));
        }

        var currency = GrantGroupings.CurrencyOf(filter);
        List<GrantCell> all = [.. (await cells.InAsync(selection, currency, byRecipient: false, cancellationToken)).Select(part => part.Cell)];
        return new GrantSummary(GrantTotals.Of(all, currency, await names.MinorUnitsAsync(db, all, cancellationToken)), facets, selection.Spelling);
    }

    private static Dictionary<string, int> CountsOf(string kind, IReadOnlyList<GrantCell> cells)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var beginning = kind + ":";
        foreach (var cell in cells)
        {
            foreach (var tag in cell.Group.Tags.Where(tag => tag.StartsWith(beginning, StringComparison.Ordinal)))
            {
                counts[tag] = counts.GetValueOrDefault(tag) + cell.Grants;
            }
        }

        return counts;
    }

    private async Task<GrantFacet> FacetAsync(
        string name, string kind, IReadOnlyDictionary<string, int> counts, TagCondition? asked, CancellationToken cancellationToken)
    {
        var isLong = kind is GrantTags.Programme or GrantTags.Funder or GrantTags.Recipient;
        var chosen = asked?.Included ?? [];
        // Those that have grants, and those asked for though they have none.
        var all = counts.Keys.Union(isLong ? [] : chosen).Order(ByKind(kind, counts)).ToList();
        var shown = isLong ? [.. all.Take(Shown).Union(chosen.Where(counts.ContainsKey))] : all;
        var labels = await names.OfTagsAsync(db, shown, cancellationToken);
        return new GrantFacet(
            name,
            [.. shown.Select(tag => new GrantFacetValue(labels[tag].Value, labels[tag].Name, labels[tag].NameFr, counts.GetValueOrDefault(tag), chosen.Contains(tag)))],
            all.Count - shown.Count);
    }

    private static Comparer<string> ByKind(string kind, IReadOnlyDictionary<string, int> counts) => kind switch
    {
        GrantTags.Year => Comparer<string>.Create((left, right) => string.CompareOrdinal(right.Replace(GrantTags.Unknown, "", StringComparison.Ordinal), left.Replace(GrantTags.Unknown, "", StringComparison.Ordinal))),
        GrantTags.Band => Comparer<string>.Create((left, right) => BandOf(left).CompareTo(BandOf(right))),
        _ => Comparer<string>.Create((left, right) => (-counts.GetValueOrDefault(left), left).CompareTo((-counts.GetValueOrDefault(right), right))),
    };

    private static int BandOf(string tag) => AmountBands.All.ToList().IndexOf(tag[(GrantTags.Band.Length + 1)..]);
}
