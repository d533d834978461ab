using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>How many grants of a group are in a selection, and what they add up to.</summary>
/// <param name="Disclosed">How many have an amount.</param>
/// <param name="Amount">In the group's currency; zero without any.</param>
/// <param name="Converted">How many of the amounts could be converted into euros.</param>
internal sealed record GrantCell(GrantGroup Group, int Grants, int Disclosed, decimal Amount, int Converted, decimal Euros)
{
    public GrantCell(GrantGroup group)
        : this(group, group.Grants, group.Disclosed, group.Amount, group.Converted, group.Euros)
    {
    }
}

/// <summary>
/// Counts and sums the grants of a selection by group: from the groups alone where they answer it, else with one reading of the index.
/// </summary>
public sealed class GrantCells(PortalDbContext db, GrantGroupSnapshots groups, MoneyConversions conversions)
{
    private const int FewTagged = 50_000;
    private const int ManyPart = 5;

    /// <summary>Of more grants the ids would fill the server's memory; their first page is near the beginning of the order.</summary>
    private const int MostListed = 2_000_000;

    private static readonly string NoOrganisation = GrantTags.OfRecipient(Guid.Empty);

    // A page asks for the same selection in several ways.
    private readonly Dictionary<string, GrantSelection> selections = new(StringComparer.Ordinal);
    private readonly Dictionary<object, IReadOnlyList<GrantCell>> counted = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, (PageRequest Page, IReadOnlyList<Guid> Ids)> firsts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(object Selection, string Currency, bool ByRecipient), IReadOnlyList<(string Tag, GrantCell Cell)>> converted = [];
    private readonly Dictionary<(object Selection, string Currency), IReadOnlyList<AwardRate>> rates = [];

    /// <exception cref="InvalidQueryException">A value of the filter names nothing; the nearest is suggested.</exception>
    internal async Task<GrantSelection> SelectAsync(GrantFilter filter, CancellationToken cancellationToken) =>
        selections.TryGetValue(filter.Key, out var known)
            ? known
            : selections[filter.Key] = await WithGroupsAsync(await db.SelectGrantsAsync(filter, conversions, cancellationToken), cancellationToken);

    // Where words are asked for, conditions that most grants meet are told by the group.
    private async Task<GrantSelection> WithGroupsAsync(GrantSelection selection, CancellationToken cancellationToken)
    {
        if (selection.Words is null || selection.Tags.All(condition => condition.Kind == GrantTags.Recipient))
        {
            return selection;
        }

        var known = await groups.LatestAsync(db, cancellationToken);
        var half = known.Values.Sum(group => group.Grants) / 2;
        return selection with { Tags = [.. selection.Tags.Select(condition => condition.Kind == GrantTags.Recipient ? condition : ByGroup(condition))] };

        TagCondition ByGroup(TagCondition condition)
        {
            var held = known.Values.ToLookup(group => condition.Holds(group.Tags));
            return held[true].Sum(group => group.Grants) <= half
                ? condition
                : new TagCondition(
                    condition.Kind, condition.Included, condition.Excluded, new GroupsApart([.. held[true].Select(group => group.Id)], [.. held[false].Select(group => group.Id)]));
        }
    }

    /// <summary>How many grants a selection has, and where few are read for it, which come first.</summary>
    /// <param name="selection">Whose grants are counted.</param>
    /// <param name="page">Which page is going to be asked for, so that <see cref="FirstOf"/> may know it.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    internal async Task<int> CountAsync(GrantSelection selection, PageRequest page, CancellationToken cancellationToken)
    {
        if (selection.IsOfGroups || counted.ContainsKey(selection) || !GrantFindings.Knows(page) || await MayBeManyAsync(selection, cancellationToken))
        {
            return await CountAsync(selection, cancellationToken);
        }

        var (count, first) = await GrantFindings.ReadFirstAsync(db, selection.Entries(db), page, cancellationToken);
        firsts[selection] = (page, first);
        return count;
    }

    internal async Task<int> CountAsync(GrantSelection selection, CancellationToken cancellationToken) => counted.TryGetValue(selection, out var cells)
        ? cells.Sum(cell => cell.Grants)
        : selection.IsOfGroups
            ? await InGroupsAsync(selection.Holds, cancellationToken)
            : await selection.Entries(db).CountAsync(cancellationToken);

    // Many are counted quicker than they are kept, and have a page of any order near its beginning.
    private async Task<bool> MayBeManyAsync(GrantSelection selection, CancellationToken cancellationToken) =>
        await InGroupsAsync(selection.Without(GrantTags.Recipient).Holds, cancellationToken) > await AllAsync(cancellationToken) / ManyPart;

    /// <summary>How many grants there are.</summary>
    internal Task<int> AllAsync(CancellationToken cancellationToken) => InGroupsAsync(_ => true, cancellationToken);

    private async Task<int> InGroupsAsync(Func<GrantGroup, bool> holds, CancellationToken cancellationToken) =>
        (await groups.LatestAsync(db, cancellationToken)).Values.Where(holds).Sum(group => group.Grants);

    /// <summary>The ids of the grants of a first page and of one more, where they came with a count of the selection; else null.</summary>
    internal IReadOnlyList<Guid>? FirstOf(GrantSelection selection, PageRequest page) =>
        firsts.TryGetValue(selection, out var first) && first.Page == page ? first.Ids : null;

    internal async Task<IReadOnlyList<GrantCell>> OfAsync(GrantSelection selection, CancellationToken cancellationToken)
    {
        if (counted.TryGetValue(selection, out var before))
        {
            return before;
        }

        var known = await groups.LatestAsync(db, cancellationToken);
        return counted[selection] = await OfAsync(selection, known, cancellationToken);
    }

    private async Task<IReadOnlyList<GrantCell>> OfAsync(
        GrantSelection selection, IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        if (selection.IsOfGroups)
        {
            return [.. known.Values.Where(selection.Holds).Select(group => new GrantCell(group))];
        }

        return await CellsAsync(selection.Entries(db), known, cancellationToken);
    }

    /// <summary>
    /// The cells of the selection without one of its conditions on tags, for each kind of condition; those of the whole selection under the empty kind.
    /// Only the latter, and those without a condition on recipients, surely have sums. With how many grants each recipient has, by its tag, whatever recipients are asked for.
    /// </summary>
    /// <param name="page">Which first page is going to be asked for, so that <see cref="FirstOf"/> knows it; null for none.</param>
    internal async Task<(IReadOnlyDictionary<string, IReadOnlyList<GrantCell>> Cells, IReadOnlyDictionary<string, int> Recipients)> WithoutEachAsync(
        GrantSelection selection, PageRequest? page, CancellationToken cancellationToken)
    {
        var known = await groups.LatestAsync(db, cancellationToken);
        var others = selection.Without(GrantTags.Recipient);
        var (cells, recipients, first) = others.IsOfGroups
            ? new GrantFinding(await OfRecipientsAsync(selection, known, cancellationToken), await CountByRecipientAsync(others, cancellationToken), null)
            : await GrantFindings.ReadAsync(db, ButOne(selection, known.Values), selection, await InGroupsAsync(others.Holds, cancellationToken) > MostListed ? null : page, known, cancellationToken);
        var answer = new Dictionary<string, List<GrantCell>>(StringComparer.Ordinal);
        foreach (var (cell, byRecipient) in cells)
        {
            var missed = selection.Tags.Where(condition => condition.Kind == GrantTags.Recipient ? !byRecipient : !condition.Holds(cell.Group.Tags))
                .Select(condition => condition.Kind).Take(2).ToList();
            foreach (var kind in missed.Count switch { 0 => selection.Tags.Select(condition => condition.Kind).Prepend(""), 1 => missed, _ => [] })
            {
                (answer.TryGetValue(kind, out var list) ? list : answer[kind] = []).Add(cell);
            }
        }

        counted[selection] = answer.GetValueOrDefault("", []);
        if (first is not null)
        {
            firsts[selection] = (page!, first);
        }

        return (answer.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<GrantCell>)pair.Value, StringComparer.Ordinal), recipients);
    }

    // Of all groups, what the recipients that are asked for have of them.
    private async Task<IReadOnlyList<(GrantCell Cell, bool ByRecipient)>> OfRecipientsAsync(
        GrantSelection selection, IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        var cells = selection.Recipients is { } asked
            ? await CellsAsync(db.GrantEntries.Where(asked.Test), known, cancellationToken)
            : known.Values.Select(group => new GrantCell(group));
        return [.. cells.Select(cell => (cell, true))];
    }

    private async Task<IReadOnlyDictionary<string, int>> CountByRecipientAsync(GrantSelection selection, CancellationToken cancellationToken) =>
        (await ByRecipientAsync(selection, cancellationToken)).GroupBy(part => part.Tag).ToDictionary(group => group.Key, group => group.Sum(part => part.Cell.Grants), StringComparer.Ordinal);

    // The index finds few tags quickly. Where most grants have them, it is quicker to read all that the words find and to judge their groups here.
    private IQueryable<GrantEntry> ButOne(GrantSelection selection, IEnumerable<GrantGroup> known) =>
        known.Where(group => selection.Tags.Count(condition => condition.Kind != GrantTags.Recipient && !condition.Holds(group.Tags)) < 2).Sum(group => group.Grants) < FewTagged
            ? selection.ApplyButOne(db.GrantEntries)
            : selection.ApplyBeyondTags(db.GrantEntries, entry => entry);

    /// <summary>
    /// How many grants of a selection, and what whole amounts, each organisation received, by group and under the organisation's tag; those with no
    /// organisation among their recipients under the unknown one's.
    /// </summary>
    internal async Task<IReadOnlyList<(string Tag, GrantCell Cell)>> ByRecipientAsync(GrantSelection selection, CancellationToken cancellationToken)
    {
        var known = await groups.LatestAsync(db, cancellationToken);
        var rows = await (selection.IsOfGroups
            ? OfGroups([.. (await OfAsync(selection, cancellationToken)).Select(cell => cell.Group.Id)], selection.IsEverything)
            : OfEntries(selection.Entries(db))).ToListAsync(cancellationToken);
        var named = rows.Where(row => known.ContainsKey(row.GroupId)).Select(row => (
            GrantTags.OfRecipient(row.OrganisationId),
            new GrantCell(known[row.GroupId], row.Grants, row.Disclosed, row.Amount, row.Converted, row.Euros)));
        return selection.IsOfGroups ? [.. named] : [.. named, .. await WithoutOrganisationAsync(selection, known, cancellationToken)];
    }

    /// <summary>
    /// What the grants of a selection add up to in a currency by group, each converted and rounded by itself as its list shows it; by recipient too,
    /// as <see cref="ByRecipientAsync"/> does, where that is asked for. Euros are kept with the groups; for any other currency every grant of the
    /// selection is read.
    /// </summary>
    /// <returns>Under no tag where recipients are not asked for. <see cref="GrantCell.Euros"/> is in that currency instead.</returns>
    /// <exception cref="InvalidQueryException">The portal does not know the currency.</exception>
    internal async Task<IReadOnlyList<(string Tag, GrantCell Cell)>> InAsync(
        GrantSelection selection, string currency, bool byRecipient, CancellationToken cancellationToken)
    {
        if (currency == GrantRates.Currency)
        {
            return byRecipient ? await ByRecipientAsync(selection, cancellationToken) : [.. (await OfAsync(selection, cancellationToken)).Select(cell => ("", cell))];
        }

        if (!converted.TryGetValue((selection, currency, byRecipient), out var sums))
        {
            var places = (await conversions.ToAsync(currency, cancellationToken)).Decimals;
            var rates = await RatesAsync(selection, currency, cancellationToken);
            var known = await groups.LatestAsync(db, cancellationToken);
            var read = await GrantConversions.ReadAsync(db, selection.Entries(db), rates, places, byRecipient, known, cancellationToken);
            converted[(selection, currency, byRecipient)] = sums = [.. read.Select(sum => (byRecipient ? GrantTags.OfRecipient(sum.Recipient) : "", sum.Cell))];
        }

        return sums;
    }

    /// <summary>The rates by which the amounts of a selection are converted, each currency and date once.</summary>
    /// <exception cref="InvalidQueryException">The portal does not know the currency.</exception>
    internal async Task<IReadOnlyList<AwardRate>> RatesAsync(GrantSelection selection, string currency, CancellationToken cancellationToken)
    {
        if (!rates.TryGetValue((selection, currency), out var read))
        {
            rates[(selection, currency)] = read = await GrantConversions.RatesAsync(db, selection, await conversions.ToAsync(currency, cancellationToken), cancellationToken);
        }

        return read;
    }

    private async Task<IEnumerable<(string Tag, GrantCell Cell)>> WithoutOrganisationAsync(
        GrantSelection selection, IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        var without = selection with { Tags = [.. selection.Tags, new TagCondition(GrantTags.Recipient, [NoOrganisation], [])] };
        return (await CellsAsync(without.Entries(db), known, cancellationToken)).Select(cell => (NoOrganisation, cell));
    }

    private IQueryable<RecipientRow> OfGroups(int[] ids, bool all) => db.GrantGroupRecipients.AsNoTracking()
        .Where(received => all || ids.Contains(received.GroupId))
        .Select(received => new RecipientRow
        {
            OrganisationId = received.OrganisationId,
            GroupId = received.GroupId,
            Grants = received.Grants,
            Disclosed = received.Disclosed,
            Amount = received.Amount,
            Converted = received.Converted,
            Euros = received.Euros,
        });

    private static IQueryable<RecipientRow> OfEntries(IQueryable<GrantEntry> entries) => entries
        .SelectMany(entry => entry.Recipients, (entry, organisation) => new { OrganisationId = organisation, entry.GroupId, entry.Amount, entry.Euros })
        .GroupBy(part => new { part.OrganisationId, part.GroupId })
        .Select(part => new RecipientRow
        {
            OrganisationId = part.Key.OrganisationId,
            GroupId = part.Key.GroupId,
            Grants = part.Count(),
            Disclosed = part.Count(row => row.Amount != null),
            Amount = part.Sum(row => row.Amount) ?? 0,
            Converted = part.Count(row => row.Euros != null),
            Euros = part.Sum(row => row.Euros) ?? 0,
        });

    private static async Task<IReadOnlyList<GrantCell>> CellsAsync(
        IQueryable<GrantEntry> entries, IReadOnlyDictionary<int, GrantGroup> known, CancellationToken cancellationToken)
    {
        var rows = await entries.GroupBy(entry => entry.GroupId)
            .Select(group => new
            {
                group.Key,
                Grants = group.Count(),
                Disclosed = group.Count(entry => entry.Amount != null),
                Amount = group.Sum(entry => entry.Amount) ?? 0,
                Converted = group.Count(entry => entry.Euros != null),
                Euros = group.Sum(entry => entry.Euros) ?? 0,
            })
            .ToListAsync(cancellationToken);

        // A group that came with a publication a moment ago is in the next answer.
        return [.. rows.Where(row => known.ContainsKey(row.Key))
            .Select(row => new GrantCell(known[row.Key], row.Grants, row.Disclosed, row.Amount, row.Converted, row.Euros))];
    }

    private sealed class RecipientRow
    {
        public Guid OrganisationId { get; init; }

        public int GroupId { get; init; }

        public int Grants { get; init; }

        public int Disclosed { get; init; }

        public decimal Amount { get; init; }

        public int Converted { get; init; }

        public decimal Euros { get; init; }
    }
}

/// <summary>The groups of grants as the newest publication left them, held in memory.</summary>
/// <param name="latest">Says what was published last; null to ask the database each time.</param>
public sealed class GrantGroupSnapshots(LatestPublication? latest = null)
{
    private readonly PublishedAnswers kept = new(keep: true, latest);

    public Task<IReadOnlyDictionary<int, GrantGroup>> LatestAsync(PortalDbContext db, CancellationToken cancellationToken) => kept.GetAsync<IReadOnlyDictionary<int, GrantGroup>>(
        db, "grant groups", async token => await db.GrantGroups.AsNoTracking().ToDictionaryAsync(group => group.Id, token), cancellationToken);
}
