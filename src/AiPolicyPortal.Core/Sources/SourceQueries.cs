using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sources;

/// <summary>The one way to read sources.</summary>
public sealed class SourceQueries(PortalDbContext db, WordReader reader, GrantNameSnapshots names) : IStreamedQueries<SourceFilter, SourceItem, SourceDetail>
{
    public const int GrantLimit = 50;

    /// <summary>The states of sources that cannot be read where they were, the worst first.</summary>
    public static IReadOnlyList<SourceHealth> Broken { get; } = [SourceHealth.Gone, SourceHealth.Failing, SourceHealth.Moved, SourceHealth.Refused];

    public async Task<Page<SourceItem>> ListAsync(SourceFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, SourceItem.Projection(db), cancellationToken);

    public async Task<IAsyncEnumerable<SourceItem>> StreamAsync(SourceFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, SourceItem.Projection(db));

    /// <summary>One source with what it shows, each kind in order of date; null when there is none.</summary>
    public async Task<SourceDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var source = await db.Sources.AsNoTracking().Named(reference).Holding()
            .Select(SourceItem.Projection(db)).FirstOrDefaultAsync(cancellationToken);
        if (source is null)
        {
            return null;
        }

        var citations = db.Citations.AsNoTracking().Where(citation => citation.SourceId == source.Id && citation.WithdrawnAt == null);
        return new SourceDetail(
            source,
            await ListAsync(citations.Join(db.Announcements.Holding(), citation => citation.AnnouncementId, record => record.Id, (citation, record) =>
                new CitedRecord(record.Reference, record.Title, new PartialDate(record.StatedOn, record.StatedPrecision), citation.Quote)), cancellationToken),
            await ProgrammesAsync(source.Id, citations, cancellationToken),
            await ListAsync(citations.Join(db.Organisations.Holding(), citation => citation.OrganisationId, record => record.Id, (citation, record) =>
                new CitedRecord(record.Reference, record.Name, null, citation.Quote)), cancellationToken),
            await MeasuresAsync(source.Id, citations, cancellationToken),
            await ListAsync(citations.Join(db.Releases.Holding(), citation => citation.ReleaseId, record => record.Id, (citation, record) =>
                new CitedRecord(record.Reference, record.Name, PartialDate.From(record.ReleasedOn, record.ReleasedPrecision), citation.Quote)), cancellationToken),
            source.Retracted is null ? [] : await RetractedFigures.ListAsync(db, source.Id, cancellationToken),
            await names.ListAsync(
                db,
                db.Grants.AsNoTracking().Holding().Where(grant => grant.SourceId == source.Id)
                    .OrderByDescending(grant => grant.AwardedOn ?? DateOnly.MinValue).ThenBy(grant => grant.Reference).Take(GrantLimit),
                cancellationToken));
    }

    /// <summary>How many sources each choice of a filter has, that filter itself left open.</summary>
    public async Task<SourceFacets> FacetsAsync(SourceFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<SourceFilter, Source>(filter, SelectAsync, cancellationToken);
        return new SourceFacets(
            await counter.OfAsync(filter with { Tier = AnyOf<int>.Everything }, source => source.Tier),
            await counter.OfAsync(filter with { Language = AnyOf<string>.Everything }, source => source.Language ?? QueryParameters.Unknown),
            await counter.OfAsync(filter with { Health = AnyOf<SourceHealth>.Everything }, HealthOf),
            await counter.OfAsync(filter with { Retracted = AnyOf<bool>.Everything }, source => source.RetractedOn != null));
    }

    /// <summary>How many sources are in each state.</summary>
    public Task<Dictionary<SourceHealth, int>> CountByHealthAsync(CancellationToken cancellationToken) =>
        db.Sources.AsNoTracking().Holding().Select(HealthOf).CountEachAsync(cancellationToken);

    /// <summary>Sources that cannot be read where they were, at most <paramref name="most"/>: those looked at last, the worst first.</summary>
    public async Task<IReadOnlyList<SourceItem>> ListBrokenAsync(int most, CancellationToken cancellationToken)
    {
        SourceHealth[] broken = [.. Broken];
        var found = await db.Sources.AsNoTracking().Holding().Where(source => source.Check != null && broken.Contains(source.Check.Health))
            .OrderByDescending(source => source.Check!.CheckedAt).ThenBy(source => source.Reference).Take(most)
            .Select(SourceItem.Projection(db)).ToListAsync(cancellationToken);
        return [.. found.OrderBy(source => Array.IndexOf(broken, source.Health))];
    }

    private static Expression<Func<Source, SourceHealth>> HealthOf { get; } = source => source.Check == null ? SourceHealth.Unchecked : source.Check.Health;

    private async Task<FoundRows<Source>> SelectAsync(SourceFilter filter, CancellationToken cancellationToken) => await db.Sources.AsNoTracking().Holding()
        .WhereAny(filter.Tier, tiers => source => tiers.Contains(source.Tier))
        .WhereAny(filter.Language, codes => source => codes.Contains(source.Language ?? QueryParameters.Unknown))
        .WhereAny(filter.Health, states => HealthOf.Then(state => states.Contains(state)))
        .WhereAny(filter.Retracted, asked => source => asked.Contains(source.RetractedOn != null))
        .WhereWithin(filter.Published, source => source.PublishedOn)
        .UpdatedSince(filter.UpdatedSince)
        .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Sources.Holding(), SearchedText.OfSource, cancellationToken), cancellationToken);

    // Those that cite it, and those whose commitment it words.
    private async Task<IReadOnlyList<CitedRecord>> ProgrammesAsync(Guid source, IQueryable<Citation> citations, CancellationToken cancellationToken)
    {
        var cited = await ListAsync(citations.Join(db.Programmes.Holding(), citation => citation.ProgrammeId, record => record.Id, (citation, record) =>
            new CitedRecord(record.Reference, record.Name, PartialDate.From(record.StartOn, record.StartPrecision), citation.Quote)), cancellationToken);
        var worded = await ListAsync(db.Programmes.AsNoTracking().Holding().Where(record => record.CommitmentSourceId == source)
            .Select(record => new CitedRecord(
                record.Reference, record.Name, PartialDate.From(record.StartOn, record.StartPrecision), record.CommitmentEvidence)), cancellationToken);
        return Ordered(cited.Concat(worded).DistinctBy(record => record.Ref));
    }

    // Those that cite it, and those a status of which it dates, in its words for the first.
    private async Task<IReadOnlyList<CitedRecord>> MeasuresAsync(Guid source, IQueryable<Citation> citations, CancellationToken cancellationToken)
    {
        var cited = await ListAsync(citations.Join(db.GovernanceMeasures.Holding(), citation => citation.GovernanceMeasureId, record => record.Id, (citation, record) =>
            new CitedRecord(record.Reference, record.Name, PartialDate.From(record.AdoptedOn, record.AdoptedPrecision), citation.Quote)), cancellationToken);
        var dated = await db.GovernanceStatuses.AsNoTracking().Where(change => change.SourceId == source && change.Measure.WithdrawnAt == null)
            .OrderBy(change => change.SinceOn).ThenBy(change => change.Id)
            .Select(change => new CitedRecord(
                change.Measure.Reference, change.Measure.Name, PartialDate.From(change.Measure.AdoptedOn, change.Measure.AdoptedPrecision), change.Evidence))
            .ToListAsync(cancellationToken);
        return Ordered(cited.Concat(dated).DistinctBy(record => record.Ref));
    }

    private static async Task<IReadOnlyList<CitedRecord>> ListAsync(IQueryable<CitedRecord> records, CancellationToken cancellationToken) =>
        Ordered(await records.ToListAsync(cancellationToken));

    private static IReadOnlyList<CitedRecord> Ordered(IEnumerable<CitedRecord> records) =>
        [.. records.OrderBy(record => record.Date is null).ThenBy(record => record.Date).ThenBy(record => record.Name, StringComparer.Ordinal)];
}

/// <summary>How many sources each choice of a filter has; those of unknown language are under none.</summary>
public sealed record SourceFacets(
    IReadOnlyDictionary<int, int> Tiers,
    IReadOnlyDictionary<string, int> Languages,
    IReadOnlyDictionary<SourceHealth, int> Health,
    IReadOnlyDictionary<bool, int> Retracted);
