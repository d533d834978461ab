using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Figures;

/// <summary>The one way to read figures.</summary>
public sealed class FigureQueries(PortalDbContext db, WordReader reader, MoneySnapshots snapshots, MoneyConversions conversions)
    : IStreamedQueries<FigureFilter, FigureItem, FigureItem>, IGroupedQueries<FigureFilter>, IConvertedQueries<FigureItem>
{
    public static IReadOnlyCollection<string> Groupings => FigureGroups.Names;

    public async Task<Page<FigureItem>> ListAsync(FigureFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var list = await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, FigureItem.Projection, cancellationToken);
        return list with { Items = [.. list.Items.Select(await conversions.OfFiguresAsync(filter.Currency, cancellationToken))] };
    }

    public async Task<IAsyncEnumerable<FigureItem>> StreamAsync(FigureFilter filter, Order order, CancellationToken cancellationToken)
    {
        var found = await SelectAsync(filter, cancellationToken);
        return found.ToStream(order, FigureItem.Projection).Select(await conversions.OfFiguresAsync(filter.Currency, cancellationToken));
    }

    public async Task<FigureItem?> FindAsync(string reference, CancellationToken cancellationToken) =>
        await db.Figures.AsNoTracking().Holding().Named(reference).Select(FigureItem.Projection).FirstOrDefaultAsync(cancellationToken) is { } figure
            ? (await conversions.OfFiguresAsync(null, cancellationToken))(figure)
            : null;

    public async Task<FigureItem> ConvertAsync(FigureItem record, string currency, CancellationToken cancellationToken) =>
        (await conversions.OfFiguresAsync(currency, cancellationToken))(record);

    /// <summary>The figures of these references that hold, by reference.</summary>
    public async Task<Dictionary<string, FigureItem>> NamedAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        (await db.Figures.AsNoTracking().Holding().Where(figure => references.Contains(figure.Reference)).Select(FigureItem.Projection).ToListAsync(cancellationToken))
            .Select(await conversions.OfFiguresAsync(null, cancellationToken)).ToDictionary(figure => figure.Ref, StringComparer.Ordinal);

    /// <summary>Where each of these figures was stated, by its reference.</summary>
    /// <param name="asOf">As it was held then, UTC; null for the time that the request reads.</param>
    public Task<Dictionary<string, FigureStatement>> StatementsAsync(IReadOnlyCollection<string> references, DateTimeOffset? asOf, CancellationToken cancellationToken) =>
        db.InPastAsync(asOf, () => StatementsAsync(references, cancellationToken), cancellationToken);

    private Task<Dictionary<string, FigureStatement>> StatementsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        db.Figures.AsNoTracking().Where(figure => references.Contains(figure.Reference))
            .Select(figure => new
            {
                figure.Reference,
                figure.Evidence,
                Source = figure.Announcement.Citations.Where(citation => citation.WithdrawnAt == null).OrderBy(citation => citation.Position)
                    .Select(citation => new SourceLabel(
                        citation.Source.Reference, citation.Source.Url, citation.Source.Title, citation.Source.Publisher,
                        PartialDate.From(citation.Source.PublishedOn, citation.Source.PublishedPrecision), citation.Source.Language, citation.Source.Tier, citation.Quote,
                        PartialDate.From(citation.Source.RetractedOn, citation.Source.RetractedPrecision), citation.Source.ArchiveUrl))
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(figure => figure.Reference, figure => new FigureStatement(figure.Evidence, figure.Source), cancellationToken);

    public async Task<GroupedSelection> GroupAsync(FigureFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken)
    {
        var found = await SelectAsync(filter, cancellationToken);
        var figures = await found.Rows.Select(FigureGroups.Row).ToListAsync(cancellationToken);
        var programmes = by.Contains("programme")
            ? await db.Programmes.Select(programme => new { programme.Reference, programme.Name })
                .ToDictionaryAsync(programme => programme.Reference, programme => programme.Name, cancellationToken)
            : [];
        return FigureGroups.Of(
            figures, by, ProgrammeSet.Of(filter.Country, filter.Theme, filter.Programme), programmes, filter.Currency, await snapshots.KnownAsync(db, cancellationToken)) with
        { Spelling = found.Spelling };
    }

    /// <summary>How many figures each choice of a filter has, that filter itself left open.</summary>
    public async Task<FigureFacets> FacetsAsync(FigureFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<FigureFilter, Figure>(filter, SelectAsync, cancellationToken);
        var countries = await counter.OfAsync(filter with { Country = AnyOf<string>.Everything }, figure => figure.Programme.CountryCode);
        var counted = await conversions.CountedAsync(filter.Currency, cancellationToken);
        return new FigureFacets(
            await countries.WithNamesAsync(db.Countries, filter.Country, cancellationToken),
            await counter.OfAsync(filter with { Stage = AnyOf<Stage>.Everything }, figure => figure.Stage),
            await counter.OfAsync(filter with { FunderType = AnyOf<FunderType>.Everything }, figure => figure.FunderType),
            await counter.OfAsync(filter with { Standing = AnyOf<Standing>.Everything }, figure => figure.Standing),
            await counter.OfAsync(filter with { Year = AnyOf<int>.Everything }, figure => figure.Announcement.StatedOn.Year),
            await counter.OfAsync(filter with { Counted = AnyOf<bool>.Everything }, figure => counted.Contains(figure.Reference)),
            await counter.OfEachAsync(filter with { Theme = AnyOf<Theme>.Everything }, figure => figure.Programme.Themes));
    }

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(FigureFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("programme", filter.Programme, db.Programmes, record => record.Name, cancellationToken);
        await names.AddAsync("announcement", filter.Announcement, db.Announcements, record => record.Title, cancellationToken);
        return names;
    }

    private async Task<FoundRows<Figure>> SelectAsync(FigureFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(conversions.ToAsync(filter.Currency, cancellationToken));
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country, cancellationToken));
        await names.RequireAsync(db.Currencies.RequireAsync("statedCurrency", filter.StatedCurrency, cancellationToken));
        var programmes = await names.ResolveAsync(db.Programmes.ResolveWithinAsync("programme", filter.Programme, cancellationToken));
        var announcements = await names.ResolveAsync(db.Announcements.ResolveAsync("announcement", filter.Announcement, cancellationToken));
        names.ThrowIfAnyMissing();
        IReadOnlyList<string> counted = filter.Counted.IsEverything ? [] : await conversions.CountedAsync(filter.Currency, cancellationToken);
        return await db.Figures.AsNoTracking().Holding()
            .WhereAny(filter.Counted, asked => !asked.Contains(false) ? figure => counted.Contains(figure.Reference)
                : !asked.Contains(true) ? figure => !counted.Contains(figure.Reference) : figure => true)
            .WhereAny(filter.Country, codes => figure => codes.Contains(figure.Programme.CountryCode))
            .WhereAny(programmes, ids => figure => ids.Contains(figure.ProgrammeId))
            .WhereAny(announcements, ids => figure => ids.Contains(figure.AnnouncementId))
            .WhereAny(filter.Stage, stages => figure => stages.Contains(figure.Stage))
            .WhereAny(filter.Standing, standings => figure => standings.Contains(figure.Standing))
            .WhereAny(filter.FunderType, types => figure => types.Contains(figure.FunderType))
            .WhereAny(filter.Instrument, instruments => figure => instruments.Contains(figure.Instrument))
            .WhereAny(filter.Confidence, levels => figure => levels.Contains(figure.Confidence))
            .WhereAny(filter.Theme, themes => figure => figure.Programme.Themes.Any(theme => themes.Contains(theme)))
            .WhereAny(filter.StatedCurrency, codes => figure => codes.Contains(figure.CurrencyCode))
            .WhereWithin(filter.StatedOn, figure => figure.Announcement.StatedOn)
            .WhereAny(filter.Year, years => figure => years.Contains(figure.Announcement.StatedOn.Year))
            .WhereWithin(filter.Amount, figure => figure.AmountHigh)
            .UpdatedSince(filter.UpdatedSince)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Figures.Holding(), SearchedText.OfFigure, cancellationToken), cancellationToken);
    }
}

/// <summary>Where an amount was stated.</summary>
/// <param name="Evidence">The source's words around the number.</param>
/// <param name="Source">The first source of its announcement; null without one.</param>
public sealed record FigureStatement(string? Evidence, SourceLabel? Source);

/// <summary>How many figures each choice of a filter has.</summary>
public sealed record FigureFacets(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<Stage, int> Stages,
    IReadOnlyDictionary<FunderType, int> FunderTypes,
    IReadOnlyDictionary<Standing, int> Standings,
    IReadOnlyDictionary<int, int> Years,
    IReadOnlyDictionary<bool, int> Counted,
    IReadOnlyDictionary<Theme, int> Themes);
