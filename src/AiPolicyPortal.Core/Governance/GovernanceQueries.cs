using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Governance;

/// <summary>The one way to read governance measures.</summary>
public sealed class GovernanceQueries(PortalDbContext db, WordReader reader) : IStreamedQueries<GovernanceFilter, GovernanceItem, GovernanceDetail>
{
    public async Task<Page<GovernanceItem>> ListAsync(GovernanceFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, GovernanceItem.Projection, cancellationToken);

    public async Task<IAsyncEnumerable<GovernanceItem>> StreamAsync(GovernanceFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, GovernanceItem.Projection);

    /// <summary>One measure with what it bears on; null when there is none.</summary>
    public async Task<GovernanceDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var measure = await db.GovernanceMeasures.AsNoTracking().Holding().Named(reference)
            .Select(GovernanceItem.Projection).FirstOrDefaultAsync(cancellationToken);
        if (measure is null)
        {
            return null;
        }

        return new GovernanceDetail(
            measure,
            await db.GovernanceLinks.AsNoTracking().Where(link => link.MeasureId == measure.Id).ToItemsAsync(cancellationToken),
            [.. (await StatusesAsync(db.GovernanceStatuses.Where(change => change.MeasureId == measure.Id), cancellationToken)).SelectMany(of => of.Statuses)],
            await db.GovernanceMeasures.AsNoTracking().Holding()
                .Where(other => other.CountryCode == measure.Country.Code && other.Id != measure.Id)
                .OrderByDescending(other => other.AdoptedOn ?? DateOnly.MinValue).ThenBy(other => other.Name)
                .Select(other => new MeasureLabel(
                    other.Reference, other.Name, other.Type, PartialDate.From(other.AdoptedOn, other.AdoptedPrecision)))
                .ToListAsync(cancellationToken),
            await db.Citations.AsNoTracking().Where(citation => citation.GovernanceMeasureId == measure.Id).ToLabelsAsync(cancellationToken));
    }

    /// <summary>A selection country by country and type by type, with the duties its measures put on programmes and releases.</summary>
    public async Task<GovernanceOverview> OverviewAsync(GovernanceFilter filter, CancellationToken cancellationToken)
    {
        var measures = await (await SelectAsync(filter, cancellationToken)).Rows.Select(GovernanceItem.Projection).ToListAsync(cancellationToken);
        var programmes = await db.Programmes.ResolveWithinAsync("programme", filter.Programme, cancellationToken);
        return GovernanceOverview.Of(
            measures,
            await db.GovernanceLinks.AsNoTracking().Where(link => link.Duty != GovernanceDuty.None && link.Measure.WithdrawnAt == null)
                .WhereAny(programmes, ids => link => link.ProgrammeId != null && ids.Contains(link.ProgrammeId.Value))
                .WhereAny(filter.Duty, duties => link => duties.Contains(link.Duty))
                .ToItemsAsync(cancellationToken),
            await StatusesAsync(db.GovernanceStatuses.Where(change => change.Measure.WithdrawnAt == null), cancellationToken));
    }

    /// <summary>What became of the measures of a selection, year by year.</summary>
    /// <param name="filter">Which measures.</param>
    /// <param name="today">What is dated later has not happened.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<GovernanceYears>> YearsAsync(GovernanceFilter filter, DateOnly today, CancellationToken cancellationToken)
    {
        var measures = await (await SelectAsync(filter, cancellationToken)).Rows
            .Select(measure => new
            {
                Year = measure.AdoptedOn == null ? (int?)null : measure.AdoptedOn.Value.Year,
                measure.Status,
                Changes = measure.Statuses.Select(change => new { change.Status, change.SinceOn, change.SincePrecision }).ToList(),
            })
            .ToListAsync(cancellationToken);
        return [.. measures.Select(measure => GovernanceYears.Of(
            measure.Status, measure.Year, measure.Changes.Select(change => (change.Status, new PartialDate(change.SinceOn, change.SincePrecision))), today))];
    }

    /// <summary>How many measures each choice of a filter has, that filter itself left open.</summary>
    public async Task<GovernanceFacets> FacetsAsync(GovernanceFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<GovernanceFilter, GovernanceMeasure>(filter, SelectAsync, cancellationToken);
        var countries = await counter.OfAsync(filter with { Country = AnyOf<string>.Everything }, measure => measure.CountryCode);
        return new GovernanceFacets(
            await countries.WithNamesAsync(db.Countries, filter.Country, cancellationToken),
            await counter.OfAsync(filter with { Type = AnyOf<GovernanceType>.Everything }, measure => measure.Type),
            await counter.OfEachAsync(filter with { Duty = AnyOf<GovernanceDuty>.Everything }, measure => measure.Links.Select(link => link.Duty).Distinct()),
            await counter.OfAsync(filter with { Status = AnyOf<GovernanceStatus>.Everything }, measure => measure.Status));
    }

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(GovernanceFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("programme", filter.Programme, db.Programmes, record => record.Name, cancellationToken);
        return names;
    }

    // Oldest first; what came on one day in the order in which measures go through the statuses.
    private static async Task<IReadOnlyList<MeasureStatuses>> StatusesAsync(IQueryable<GovernanceStatusChange> changes, CancellationToken cancellationToken)
    {
        var items = await changes.AsNoTracking()
            .Select(change => new
            {
                Measure = new MeasureLabel(
                    change.Measure.Reference, change.Measure.Name, change.Measure.Type,
                    PartialDate.From(change.Measure.AdoptedOn, change.Measure.AdoptedPrecision)),
                Status = new GovernanceStatusItem(
                    change.Status,
                    new PartialDate(change.SinceOn, change.SincePrecision),
                    new SourceLabel(
                        change.Source.Reference, change.Source.Url, change.Source.Title, change.Source.Publisher,
                        PartialDate.From(change.Source.PublishedOn, change.Source.PublishedPrecision),
                        change.Source.Language, change.Source.Tier, null,
                        PartialDate.From(change.Source.RetractedOn, change.Source.RetractedPrecision), change.Source.ArchiveUrl),
                    change.Evidence,
                    change.Note),
            })
            .ToListAsync(cancellationToken);
        return [.. items.GroupBy(item => item.Measure, item => item.Status)
            .Select(measure => new MeasureStatuses(measure.Key, [.. measure.OrderBy(change => change.Since.LastDay).ThenBy(change => change.Status)]))
            .OrderBy(measure => measure.Measure.Ref, StringComparer.Ordinal)];
    }

    private async Task<FoundRows<GovernanceMeasure>> SelectAsync(GovernanceFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country, cancellationToken));
        var programmes = await names.ResolveAsync(db.Programmes.ResolveWithinAsync("programme", filter.Programme, cancellationToken));
        names.ThrowIfAnyMissing();
        return await db.GovernanceMeasures.AsNoTracking().Holding()
            .WhereAny(filter.Country, codes => measure => codes.Contains(measure.CountryCode))
            .WhereAny(filter.Type, types => measure => types.Contains(measure.Type))
            .WhereAny(filter.Status, statuses => measure => statuses.Contains(measure.Status))
            .WhereAny(programmes, ids => measure => measure.Links.Any(link => link.ProgrammeId != null && ids.Contains(link.ProgrammeId.Value)))
            .WhereAny(filter.Duty, duties => measure => measure.Links.Any(link => duties.Contains(link.Duty)))
            .WhereWithin(filter.Adopted, measure => measure.AdoptedOn)
            .UpdatedSince(filter.UpdatedSince)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.GovernanceMeasures.Holding(), SearchedText.OfGovernanceMeasure, cancellationToken), cancellationToken);
    }
}

/// <summary>How many measures each choice of a filter has; one with two duties counts under each.</summary>
public sealed record GovernanceFacets(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<GovernanceType, int> Types,
    IReadOnlyDictionary<GovernanceDuty, int> Duties,
    IReadOnlyDictionary<GovernanceStatus, int> Statuses);

public static class GovernanceLinks
{
    /// <summary>The links as a page of either end shows them: what binds first, then by name of the record it bears on.</summary>
    public static async Task<IReadOnlyList<GovernanceLinkItem>> ToItemsAsync(
        this IQueryable<GovernanceLink> links, CancellationToken cancellationToken)
    {
        var items = await links.Select(link => new GovernanceLinkItem(
                new MeasureLabel(
                    link.Measure.Reference, link.Measure.Name, link.Measure.Type,
                    PartialDate.From(link.Measure.AdoptedOn, link.Measure.AdoptedPrecision)),
                link.Kind,
                link.Duty,
                link.Programme == null ? null : new RecordLabel(link.Programme.Reference, link.Programme.Name),
                link.Release == null ? null : new RecordLabel(link.Release.Reference, link.Release.Name),
                link.Note,
                link.Source == null ? null : new SourceLabel(
                    link.Source.Reference, link.Source.Url, link.Source.Title, link.Source.Publisher,
                    PartialDate.From(link.Source.PublishedOn, link.Source.PublishedPrecision),
                    link.Source.Language, link.Source.Tier, null,
                    PartialDate.From(link.Source.RetractedOn, link.Source.RetractedPrecision), link.Source.ArchiveUrl)))
            .ToListAsync(cancellationToken);
        return [.. items.OrderBy(item => item.Kind)
            .ThenBy(item => (item.Programme ?? item.Release)!.Name, StringComparer.InvariantCultureIgnoreCase)
            .ThenBy(item => item.Measure.Ref, StringComparer.Ordinal)];
    }
}
