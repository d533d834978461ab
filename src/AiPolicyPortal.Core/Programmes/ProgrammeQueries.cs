using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Programmes;

/// <summary>The one way to read programmes.</summary>
public sealed class ProgrammeQueries(PortalDbContext db, WordReader reader, MoneyConversions conversions)
    : IStreamedQueries<ProgrammeFilter, ProgrammeItem, ProgrammeDetail>, IConvertedQueries<ProgrammeDetail>
{
    public async Task<Page<ProgrammeItem>> ListAsync(ProgrammeFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, ProgrammeItem.Projection, cancellationToken);

    public async Task<IAsyncEnumerable<ProgrammeItem>> StreamAsync(ProgrammeFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, ProgrammeItem.Projection);

    /// <summary>One programme, its figures ordered by stage and then by when they were stated; null when there is none.</summary>
    public async Task<ProgrammeDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var programme = await db.Programmes.AsNoTracking().Named(reference).Holding()
            .Select(ProgrammeItem.Projection).FirstOrDefaultAsync(cancellationToken);
        if (programme is null)
        {
            return null;
        }

        var complete = await conversions.OfFiguresAsync(null, cancellationToken);
        return new ProgrammeDetail(
            programme,
            (await db.Programmes.Where(named => named.Id == programme.Id).CommitmentsAsync(cancellationToken)).GetValueOrDefault(programme.Id),
            await db.Programmes.AncestorsAsync(programme.Ref, cancellationToken),
            await db.Programmes.AsNoTracking().Holding().Where(child => child.ParentId == programme.Id)
                .OrderBy(child => child.Name).Select(ProgrammeItem.Projection).ToListAsync(cancellationToken),
            [.. (await db.Figures.AsNoTracking().Holding().Where(figure => figure.ProgrammeId == programme.Id)
                    .Select(FigureItem.Projection).ToListAsync(cancellationToken))
                .OrderBy(figure => figure.Stage).ThenBy(figure => figure.StatedOn).ThenBy(figure => figure.Ref, StringComparer.Ordinal)
                .Select(complete)],
            await db.ReleaseFunding.AsNoTracking()
                .Where(funding => funding.ProgrammeId == programme.Id || funding.Grant!.ProgrammeId == programme.Id)
                .Select(funding => funding.Release).Holding().Distinct().OrderBy(release => release.Name)
                .Select(release => new RecordLabel(release.Reference, release.Name)).ToListAsync(cancellationToken),
            await db.GovernanceLinks.AsNoTracking().Where(link => link.ProgrammeId == programme.Id)
                .Select(link => link.Measure).Holding().Distinct().OrderBy(measure => measure.Name)
                .Select(measure => new RecordLabel(measure.Reference, measure.Name)).ToListAsync(cancellationToken),
            await db.Citations.AsNoTracking().Where(citation => citation.ProgrammeId == programme.Id)
                .ToLabelsAsync(cancellationToken));
    }

    public async Task<ProgrammeDetail> ConvertAsync(ProgrammeDetail record, string currency, CancellationToken cancellationToken) =>
        record with { Figures = [.. record.Figures.Select(await conversions.OfFiguresAsync(currency, cancellationToken))] };

    /// <summary>How many programmes each choice of a filter has, that filter itself left open.</summary>
    public async Task<ProgrammeFacets> FacetsAsync(ProgrammeFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<ProgrammeFilter, Programme>(filter, SelectAsync, cancellationToken);
        var countries = await counter.OfAsync(filter with { Country = AnyOf<string>.Everything }, programme => programme.CountryCode);
        return new ProgrammeFacets(
            await countries.WithNamesAsync(db.Countries, filter.Country, cancellationToken),
            await counter.OfEachAsync(filter with { Theme = AnyOf<Theme>.Everything }, programme => programme.Themes),
            await counter.OfAsync(filter with { Status = AnyOf<ProgrammeStatus>.Everything }, programme => programme.Status),
            await counter.OfAsync(filter with { OpenSource = AnyOf<OpenSourceCommitment>.Everything }, programme => programme.OpenSourceCommitment));
    }

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(ProgrammeFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("organisation", filter.Organisation, db.Organisations, record => record.Name, cancellationToken);
        await names.AddAsync("parent", filter.Parent, db.Programmes, record => record.Name, cancellationToken);
        return names;
    }

    private async Task<FoundRows<Programme>> SelectAsync(ProgrammeFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country, cancellationToken));
        var organisations = await names.ResolveAsync(db.Organisations.ResolveMergedAsync("organisation", filter.Organisation, cancellationToken));
        var parents = await names.ResolveAsync(db.Programmes.ResolveAsync("parent", filter.Parent, cancellationToken));
        names.ThrowIfAnyMissing();
        return await db.Programmes.AsNoTracking().Holding()
            .WhereAny(filter.Country, codes => programme => codes.Contains(programme.CountryCode))
            .WhereAny(filter.Theme, themes => programme => programme.Themes.Any(theme => themes.Contains(theme)))
            .WhereAny(filter.Status, statuses => programme => statuses.Contains(programme.Status))
            .WhereAny(filter.OpenSource, commitments => programme => commitments.Contains(programme.OpenSourceCommitment))
            .WhereAny(organisations, ids => programme => programme.LeadOrganisationId != null && ids.Contains(programme.LeadOrganisationId.Value))
            .WhereAny(parents, ids => programme => programme.ParentId != null && ids.Contains(programme.ParentId.Value))
            .WhereWithin(filter.Start, programme => programme.StartOn)
            .UpdatedSince(filter.UpdatedSince)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Programmes.Holding(), SearchedText.OfProgramme, cancellationToken), cancellationToken);
    }
}

/// <summary>How many programmes each choice of a filter has.</summary>
public sealed record ProgrammeFacets(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<Theme, int> Themes,
    IReadOnlyDictionary<ProgrammeStatus, int> Statuses,
    IReadOnlyDictionary<OpenSourceCommitment, int> OpenSource);
