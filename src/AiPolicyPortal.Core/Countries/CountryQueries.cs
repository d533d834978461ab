using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Countries;

/// <summary>The one way to read countries.</summary>
public sealed class CountryQueries(PortalDbContext db, WordReader reader, PublishedAnswers answers, PaidGrantQueries paid, GrantNameSnapshots names, MoneyConversions conversions,
    AnnouncementQueries announcementQueries)
    : IStreamedQueries<CountryFilter, CountryItem, CountryDetail>, IConvertedQueries<CountryDetail>
{
    public const int ProgrammeLimit = 10;
    public const int AnnouncementLimit = 5;
    public const int ReleaseLimit = 10;
    public const int GrantLimit = GrantCount.LatestLength;

    public async Task<Page<CountryItem>> ListAsync(CountryFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, country => country, cancellationToken);

    public async Task<IAsyncEnumerable<CountryItem>> StreamAsync(CountryFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, country => country);

    /// <summary>One country by its code, in either case; null when there is none.</summary>
    public async Task<CountryDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var code = reference.ToUpperInvariant();
        return await db.Countries.AnyAsync(country => country.Code == code, cancellationToken)
            ? await answers.GetAsync(db, $"countries/{code}", token => MakeAsync(code, token), cancellationToken)
            : null;
    }

    /// <summary>Of the grants of its recipients; the sums of those it paid stay as they are stated.</summary>
    /// <inheritdoc/>
    public async Task<CountryDetail> ConvertAsync(CountryDetail record, string currency, CancellationToken cancellationToken)
    {
        var conversion = await conversions.ToAsync(currency, cancellationToken);
        return record with { Grants = [.. record.Grants.Select(grant => grant.In(conversion))] };
    }

    private async Task<CountryDetail> MakeAsync(string code, CancellationToken cancellationToken)
    {
        var countries = db.Countries.AsNoTracking().Where(country => country.Code == code);
        var item = await countries.Select(CountryItem.Projection(db)).FirstAsync(cancellationToken);
        var facts = await countries.Select(country => new { country.Alpha3, country.OfficialNameEn, country.Capital }).FirstAsync(cancellationToken);
        var latest = await db.GrantCounts.Where(grants => grants.CountryCode == code).Select(grants => grants.Latest).FirstOrDefaultAsync(cancellationToken) ?? [];
        var announcements = db.Announcements.AsNoTracking().Holding()
            .Where(announcement => announcement.Figures.Any(figure => figure.WithdrawnAt == null && figure.Programme.CountryCode == code));
        var newest = await announcements.OrderByDescending(announcement => announcement.StatedOn).ThenBy(announcement => announcement.Reference)
            .Take(AnnouncementLimit).Select(AnnouncementItem.Projection).ToListAsync(cancellationToken);
        return new CountryDetail(
            item,
            facts.Alpha3,
            facts.OfficialNameEn,
            facts.Capital,
            await announcements.CountAsync(cancellationToken),
            await db.Programmes.AsNoTracking().Holding().Where(programme => programme.CountryCode == code)
                .OrderByDescending(programme => programme.Figures.Count(figure => figure.WithdrawnAt == null)).ThenBy(programme => programme.Name)
                .Take(ProgrammeLimit).Select(ProgrammeItem.Projection).ToListAsync(cancellationToken),
            await announcementQueries.WithNewMoneyAsync(newest, cancellationToken),
            await db.GovernanceMeasures.AsNoTracking().Holding().Where(measure => measure.CountryCode == code)
                .OrderByDescending(measure => measure.AdoptedOn ?? DateOnly.MinValue).ThenBy(measure => measure.Name)
                .Select(GovernanceItem.Projection).ToListAsync(cancellationToken),
            await db.Releases.AsNoTracking().Holding().Where(release => release.CountryCodes.Contains(code))
                .OrderByDescending(release => release.ReleasedOn ?? DateOnly.MinValue).ThenBy(release => release.Name)
                .Take(ReleaseLimit).Select(ReleaseItem.Projection(db.Countries, db.ReleaseFunding)).ToListAsync(cancellationToken),
            await names.ListAsync(
                db, db.Grants.AsNoTracking().Where(grant => latest.Contains(grant.Id)).OrderByDescending(grant => grant.AwardedOn ?? DateOnly.MinValue).ThenBy(grant => grant.Reference),
                cancellationToken),
            await paid.OfAsync(code, cancellationToken));
    }

    /// <summary>How many countries each choice of a filter has, that filter itself left open.</summary>
    public async Task<CountryFacets> FacetsAsync(CountryFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<CountryFilter, CountryItem>(filter, SelectAsync, cancellationToken);
        return new CountryFacets(
            await counter.OfAsync(filter with { Region = AnyOf<string>.Everything }, country => country.Region),
            await counter.OfAsync(filter with { Kind = AnyOf<CountryKind>.Everything }, country => country.Kind),
            await counter.OfAsync(filter with { All = true }));
    }

    // In alphabetical order.
    private async Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellationToken) =>
        await db.Countries.Where(country => country.Region != null).Select(country => country.Region!)
            .Distinct().OrderBy(region => region).ToListAsync(cancellationToken);

    private async Task<FoundRows<CountryItem>> SelectAsync(CountryFilter filter, CancellationToken cancellationToken)
    {
        await RequireRegionsAsync(filter.Region, cancellationToken);
        var found = (await (filter.All ? db.Countries.AsNoTracking() : db.Countries.AsNoTracking().WithRecords(db))
            .WhereAny(filter.Region, regions => country => country.Region != null && regions.Contains(country.Region))
            .WhereAny(filter.Kind, kinds => country => kinds.Contains(country.Kind))
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Countries, SearchedText.OfCountry, cancellationToken), cancellationToken))
            .Select(CountryItem.Projection(db));
        return filter.UpdatedSince is { } since ? found with { Rows = found.Rows.Where(country => country.UpdatedAt >= since) } : found;
    }

    private async Task RequireRegionsAsync(AnyOf<string> asked, CancellationToken cancellationToken)
    {
        if (asked.IsEverything)
        {
            return;
        }

        var regions = await RegionsAsync(cancellationToken);
        var errors = asked.Named.Except(regions).Select(region => new ParameterError(
            "region",
            "unknown-value",
            $"'region' cannot be '{region}'; it is one of {string.Join(", ", regions)}.{Common.Nearest.Hint(region, regions)}",
            region)
        {
            Suggestion = Common.Nearest.To(region, regions),
            Known = regions,
        }).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidQueryException(errors);
        }
    }
}

/// <summary>How many countries each choice of a filter has.</summary>
/// <param name="All">With those of which the portal has no record.</param>
public sealed record CountryFacets(IReadOnlyDictionary<string, int> Regions, IReadOnlyDictionary<CountryKind, int> Kinds, int All);

internal static class CountriesWithRecords
{
    /// <summary>
    /// The countries with a record: a programme, a recipient of a grant, a release's developer, a governance measure or an organisation.
    /// </summary>
    public static IQueryable<Country> WithRecords(this IQueryable<Country> countries, PortalDbContext db)
    {
        // Each table is read once: asked of each country by itself, the same takes twenty times as long. Entity Framework cannot compare what stands in a
        // list with a column of a length.
        var developing = db.Database.SqlQuery<string>($"select unnest(country_codes) as \"Value\" from releases where withdrawn_at is null");
        var codes = db.Programmes.Holding().Select(programme => (string?)programme.CountryCode)
            .Union(db.GovernanceMeasures.Holding().Select(measure => (string?)measure.CountryCode))
            .Union(db.Organisations.Holding().Where(organisation => organisation.MergedIntoId == null).Select(organisation => organisation.CountryCode))
            .Union(db.GrantCounts.Select(grants => grants.CountryCode));
        return countries.Where(country => codes.Contains(country.Code) || developing.Contains(country.Code));
    }
}
