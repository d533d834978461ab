using System.Data;
using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>The one way to read grants.</summary>
public sealed class GrantQueries(PortalDbContext db, GrantCells cells, GrantGroupings groupings, GrantNameSnapshots names, MoneyConversions conversions, GrantOrderLimits limits)
    : IStreamedQueries<GrantFilter, GrantItem, GrantDetail>, IGroupedQueries<GrantFilter>, IConvertedQueries<GrantDetail>
{
    public async Task<Page<GrantItem>> ListAsync(GrantFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(filter, cancellationToken);
        int? count = page.Count || (selection.IsOfGroups && !selection.IsEverything) ? await cells.CountAsync(selection, page, cancellationToken) : null;
        var found = selection.IsEverything && FirstGrants.Knows(page)
            ? await FirstGrants.ReadAsync(db, page, cancellationToken)
            : await PageAsync(selection, page, count, cancellationToken);
        var known = await names.ForAsync(db, some => found.Items.All(some.Know), cancellationToken);
        var conversion = await conversions.ToAsync(filter.Currency, cancellationToken);
        return new Page<GrantItem>(
            [.. found.Items.Select(row => Item(row, known, conversion))], page.Count ? count : null, found.NextCursor, found.PreviousCursor)
        {
            Spelling = selection.Spelling,
        };
    }

    /// <inheritdoc/>
    public Task<GroupedSelection> GroupAsync(GrantFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken) =>
        groupings.SelectionOfAsync(filter, by, cancellationToken);

    public async Task<IAsyncEnumerable<GrantItem>> StreamAsync(GrantFilter filter, Order order, CancellationToken cancellationToken)
    {
        var selection = await cells.SelectAsync(filter, cancellationToken);
        return ItemsAsync(selection, order, await conversions.ToAsync(filter.Currency, cancellationToken), cancellationToken);
    }

    public async Task<GrantDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var grants = db.Grants.AsNoTracking().Holding().Named(reference);
        var row = await grants.ToRows().FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var found = row.ToItem(await names.ForAsync(db, some => some.Know(row), cancellationToken));
        var record = await grants.Select(grant => new
        {
            grant.Note,
            Source = grant.Source == null
                ? null
                : new SourceLabel(
                    grant.Source.Reference, grant.Source.Url, grant.Source.Title, grant.Source.Publisher,
                    PartialDate.From(grant.Source.PublishedOn, grant.Source.PublishedPrecision), grant.Source.Language, grant.Source.Tier, null,
                    PartialDate.From(grant.Source.RetractedOn, grant.Source.RetractedPrecision), grant.Source.ArchiveUrl),
        }).FirstAsync(cancellationToken);
        return new GrantDetail(
            found,
            record.Note,
            found.Programme is null ? [] : await db.Programmes.AncestorsAsync(found.Programme.Ref, cancellationToken),
            await RecipientsAsync(found.Id, cancellationToken),
            await DisbursementsAsync(found.Id, cancellationToken),
            await db.ReleaseFunding.AsNoTracking().Where(funding => funding.GrantId == found.Id)
                .Select(funding => funding.Release).Holding().Distinct().OrderBy(release => release.Name)
                .Select(release => new RecordLabel(release.Reference, release.Name)).ToListAsync(cancellationToken),
            record.Source);
    }

    public async Task<GrantDetail> ConvertAsync(GrantDetail record, string currency, CancellationToken cancellationToken) =>
        record with { Grant = record.Grant.In(await conversions.ToAsync(currency, cancellationToken)) };

    /// <summary>What the records and countries are called that the filter names.</summary>
    public async Task<RecordNames> NamesAsync(GrantFilter filter, CancellationToken cancellationToken)
    {
        var called = new RecordNames();
        await called.AddAsync("programme", filter.Programme, db.Programmes, programme => programme.Name, cancellationToken);
        await called.AddAsync("funder", filter.Funder, db.Organisations, organisation => organisation.Name, cancellationToken);
        await called.AddAsync("recipient", filter.Recipient, db.Organisations, organisation => organisation.Name, cancellationToken);
        await called.AddAsync("source", filter.Source, db.Sources, source => source.Title ?? source.Url, cancellationToken);
        await called.AddAsync("country", filter.Country, db.Countries, cancellationToken);
        await called.AddAsync("payingCountry", filter.PayingCountry, db.Countries, cancellationToken);
        return called;
    }

    private async Task<Page<GrantRow>> PageAsync(GrantSelection selection, PageRequest page, int? count, CancellationToken cancellationToken)
    {
        var request = page with { Count = false, Order = page.Order.OfEntries() };
        if (cells.FirstOf(selection, page) is { } ids)
        {
            var first = await OrderedAsync(db.GrantEntries.Where(entry => ids.Contains(entry.GrantId)), request with { Order = request.Order.WithoutIndex() }, cancellationToken);
            // One of them may have been withdrawn meanwhile.
            if (first.Items.Count + (first.NextCursor is null ? 0 : 1) >= ids.Count)
            {
                return first;
            }
        }

        if (count is not { } grants || selection.IsEverything || grants > Math.Max(limits.Few, await cells.AllAsync(cancellationToken) / limits.Part))
        {
            return await OrderedAsync(selection.Entries(db), request, cancellationToken);
        }

        return (grants > limits.Few ? await NearAsync(selection, request, cancellationToken) : null)
            ?? await OrderedAsync(selection.Entries(db), request with { Order = request.Order.WithoutIndex() }, cancellationToken);
    }

    // Null where less than a page of the selection stands near the place in the order.
    private async Task<Page<GrantRow>?> NearAsync(GrantSelection selection, PageRequest request, CancellationToken cancellationToken)
    {
        var near = Keyset.Apply(db.GrantEntries.AsNoTracking(), request).Take(limits.Near);
        var page = await OrderedAsync(selection.Apply(near, entry => entry), request, cancellationToken);
        return (request.Cursor?.Backwards is true ? page.PreviousCursor : page.NextCursor) is null ? null : page;
    }

    private static Task<Page<GrantRow>> OrderedAsync(IQueryable<GrantEntry> entries, PageRequest request, CancellationToken cancellationToken) =>
        entries.ToPageAsync(request, page => page.ToKeyedRows(request.Order), cancellationToken);

    // Grants and names are of one moment, however long the reader takes; who reads everything takes no more than one process from those who search.
    private async IAsyncEnumerable<GrantItem> ItemsAsync(
        GrantSelection selection, Order order, MoneyConversion conversion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var moment = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken) : null;
        if (moment is not null)
        {
            await db.Database.ExecuteSqlAsync($"set local max_parallel_workers_per_gather = 0", cancellationToken);
        }

        var known = await GrantNames.ReadAsync(db, cancellationToken);
        await foreach (var row in selection.Entries(db).ToStreamOf(order.OfEntries(), GrantRows.ToRows).WithCancellation(cancellationToken))
        {
            yield return Item(row, known, conversion);
        }
    }

    private static GrantItem Item(GrantRow row, GrantNames known, MoneyConversion conversion) => row.ToItem(known).In(conversion);

    private Task<List<GrantRecipientItem>> RecipientsAsync(Guid grant, CancellationToken cancellationToken) =>
        GrantParts.Of(db.GrantRecipients.Where(recipient => recipient.GrantId == grant).OrderBy(recipient => recipient.Position))
            .Select(part => part.Item).ToListAsync(cancellationToken);

    private Task<List<DisbursementItem>> DisbursementsAsync(Guid grant, CancellationToken cancellationToken) =>
        GrantParts.Of(db.GrantDisbursements.Where(paid => paid.GrantId == grant && paid.WithdrawnAt == null).OrderBy(paid => paid.PaidOn).ThenBy(paid => paid.Reference))
            .Select(part => part.Item).ToListAsync(cancellationToken);
}
