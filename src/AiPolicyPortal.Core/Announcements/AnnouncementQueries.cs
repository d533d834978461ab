using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Announcements;

/// <summary>How many announcements each choice of a filter has; one with figures for two countries, or of two stages, counts under each.</summary>
/// <param name="Tiers">By the best tier among its sources; 0 are those without one.</param>
public sealed record AnnouncementFacets(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    int WithoutCountry,
    IReadOnlyDictionary<Stage, int> Stages,
    IReadOnlyDictionary<NewMoneyVerdict, int> NewMoney,
    IReadOnlyDictionary<int, int> Tiers);

/// <summary>The one way to read announcements.</summary>
public sealed class AnnouncementQueries(PortalDbContext db, WordReader reader, MoneyConversions conversions, TotalQueries totals)
    : IStreamedQueries<AnnouncementFilter, AnnouncementItem, AnnouncementDetail>, IConvertedQueries<AnnouncementDetail>
{
    public async Task<Page<AnnouncementItem>> ListAsync(AnnouncementFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, AnnouncementItem.Projection, cancellationToken);
        return list with { Items = await WithNewMoneyAsync(list.Items, cancellationToken) };
    }

    public async Task<IAsyncEnumerable<AnnouncementItem>> StreamAsync(AnnouncementFilter filter, Order order, CancellationToken cancellationToken)
    {
        var novelties = await totals.NoveltiesAsync(cancellationToken);
        return (await SelectAsync(filter, cancellationToken)).ToStream(order, AnnouncementItem.Projection)
            .Select(announcement => announcement.With(novelties(announcement.Ref)));
    }

    /// <summary>Says of announcements what of their money was new.</summary>
    internal async Task<IReadOnlyList<AnnouncementItem>> WithNewMoneyAsync(IReadOnlyList<AnnouncementItem> announcements, CancellationToken cancellationToken)
    {
        var novelties = await totals.NoveltiesAsync(cancellationToken);
        return [.. announcements.Select(announcement => announcement.With(novelties(announcement.Ref)))];
    }

    /// <summary>One announcement, its figures by reference, related ones oldest first; null when there is none.</summary>
    public async Task<AnnouncementDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var announcement = await db.Announcements.AsNoTracking().Named(reference).Holding()
            .Select(AnnouncementItem.Projection).FirstOrDefaultAsync(cancellationToken);
        if (announcement is null)
        {
            return null;
        }

        var figures = await db.Figures.AsNoTracking().Holding().Where(figure => figure.AnnouncementId == announcement.Id)
            .OrderBy(figure => figure.Reference).Select(FigureItem.Projection).ToListAsync(cancellationToken);
        var complete = await conversions.OfFiguresAsync(null, cancellationToken);
        var novelties = (await totals.NoveltiesAsync(cancellationToken))(announcement.Ref);
        return new AnnouncementDetail(
            announcement.With(novelties),
            novelties,
            [.. figures.Select(complete)],
            await db.Releases.AsNoTracking().Holding().Where(release => release.AnnouncedInId == announcement.Id)
                .OrderBy(release => release.Name)
                .Select(ReleaseItem.Projection(db.Countries, db.ReleaseFunding))
                .ToListAsync(cancellationToken),
            await RelatedAsync(announcement.Ref, figures, cancellationToken));
    }

    public async Task<AnnouncementDetail> ConvertAsync(AnnouncementDetail record, string currency, CancellationToken cancellationToken) =>
        record with { Figures = [.. record.Figures.Select(await conversions.OfFiguresAsync(currency, cancellationToken))] };

    /// <summary>How many announcements each choice of a filter has, that filter itself left open.</summary>
    public async Task<AnnouncementFacets> FacetsAsync(AnnouncementFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<AnnouncementFilter, Announcement>(filter, SelectAsync, cancellationToken);
        var countries = await counter.OfEachAsync(
            filter with { Country = AnyOf<string>.Everything },
            announcement => announcement.Figures.Where(figure => figure.WithdrawnAt == null).Select(figure => figure.Programme.CountryCode).Distinct());
        var verdicts = await totals.VerdictsAsync(cancellationToken);
        return new AnnouncementFacets(
            await countries.WithNamesAsync(db.Countries, filter.Country.Known(), cancellationToken),
            (await counter.OfAsync(filter with { Country = AnyOf<string>.Everything }, announcement => announcement.Figures.Any(figure => figure.WithdrawnAt == null))).GetValueOrDefault(false),
            await counter.OfEachAsync(
                filter with { Stage = AnyOf<Stage>.Everything },
                announcement => announcement.Figures.Where(figure => figure.WithdrawnAt == null).Select(figure => figure.Stage).Distinct()),
            (await counter.EachAsync(filter with { NewMoney = AnyOf<NewMoneyVerdict>.Everything }, announcement => announcement.Reference))
                .SelectMany(announcement => verdicts.GetValueOrDefault(announcement, []).Distinct()).CountBy(verdict => verdict).ToDictionary(),
            await counter.OfAsync(filter with { Tier = AnyOf<int>.Everything }, BestTier));
    }

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(AnnouncementFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("programme", filter.Programme, db.Programmes, record => record.Name, cancellationToken);
        await names.AddAsync("source", filter.Source, db.Sources, record => record.Title ?? record.Url, cancellationToken);
        return names;
    }

    // 0 without a source.
    private static Expression<Func<Announcement, int>> BestTier { get; } = announcement =>
        announcement.Citations.Where(citation => citation.WithdrawnAt == null).Min(citation => (int?)citation.Source.Tier) ?? 0;

    private async Task<FoundRows<Announcement>> SelectAsync(AnnouncementFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country.Known(), cancellationToken));
        var programmes = await names.ResolveAsync(db.Programmes.ResolveWithinAsync("programme", filter.Programme, cancellationToken));
        var sources = await names.ResolveAsync(db.Sources.ResolveAsync("source", filter.Source, cancellationToken));
        names.ThrowIfAnyMissing();
        var verdicts = filter.NewMoney.IsEverything ? null : await totals.VerdictsAsync(cancellationToken);
        return await db.Announcements.AsNoTracking().Holding()
            .WhereAny(filter.Country, codes => announcement => announcement.Figures
                    .Any(figure => figure.WithdrawnAt == null && codes.Contains(figure.Programme.CountryCode))
                || (codes.Contains(QueryParameters.Unknown) && !announcement.Figures.Any(figure => figure.WithdrawnAt == null)))
            .WhereAny(programmes, ids => announcement => announcement.Figures
                .Any(figure => figure.WithdrawnAt == null && ids.Contains(figure.ProgrammeId)))
            .WhereAny(filter.Stage, stages => announcement => announcement.Figures
                .Any(figure => figure.WithdrawnAt == null && stages.Contains(figure.Stage)))
            .WhereAny(filter.Tier, tiers => BestTier.Then(tier => tiers.Contains(tier)))
            .WhereAny(sources, ids => announcement => announcement.Citations
                .Any(citation => citation.WithdrawnAt == null && ids.Contains(citation.SourceId)))
            .WhereAny(filter.NewMoney, asked =>
            {
                string[] found = [.. verdicts!.Where(stated => stated.Value.Any(asked.Contains)).Select(stated => stated.Key)];
                return announcement => found.Contains(announcement.Reference);
            })
            .WhereWithin(filter.Date, announcement => announcement.StatedOn)
            .UpdatedSince(filter.UpdatedSince)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Announcements.Holding(), SearchedText.OfAnnouncement, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<RelatedAnnouncement>> RelatedAsync(
        string self, IReadOnlyList<FigureItem> figures, CancellationToken cancellationToken)
    {
        var relations = figures
            .SelectMany(figure => figure.Links.Select(link => (Other: link.Figure.Announcement.Ref, Relation: new AnnouncementRelation(link.Kind, false)))
                .Concat(figure.LinkedFrom.Select(link => (Other: link.Figure.Announcement.Ref, Relation: new AnnouncementRelation(link.Kind, true)))))
            .Where(pair => pair.Other != self)
            .ToLookup(pair => pair.Other, pair => pair.Relation);
        var references = relations.Select(group => group.Key).ToList();
        var others = await db.Announcements.AsNoTracking().Where(announcement => references.Contains(announcement.Reference))
            .OrderBy(announcement => announcement.StatedOn).ThenBy(announcement => announcement.Reference)
            .Select(AnnouncementItem.Projection).ToListAsync(cancellationToken);
        return [.. (await WithNewMoneyAsync(others, cancellationToken)).Select(other => new RelatedAnnouncement(
            other, [.. relations[other.Ref].Distinct().OrderBy(relation => relation.Kind).ThenBy(relation => relation.Inverse)]))];
    }
}
