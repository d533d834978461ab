using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Releases;

/// <summary>The one way to read releases.</summary>
public sealed class ReleaseQueries(PortalDbContext db, WordReader reader, MoneyConversions conversions)
    : IStreamedQueries<ReleaseFilter, ReleaseItem, ReleaseDetail>, IGroupedQueries<ReleaseFilter>, IConvertedQueries<ReleaseDetail>
{
    public static IReadOnlyCollection<string> Groupings => ReleaseGroups.Names;

    public async Task<Page<ReleaseItem>> ListAsync(ReleaseFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken))
            .ToPageAsync(page, ReleaseItem.Projection(db.Countries, db.ReleaseFunding), cancellationToken);

    public async Task<IAsyncEnumerable<ReleaseItem>> StreamAsync(ReleaseFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, ReleaseItem.Projection(db.Countries, db.ReleaseFunding));

    /// <summary>One release with every judgement of its components; null when there is none.</summary>
    public async Task<ReleaseDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var named = db.Releases.AsNoTracking().Holding().Named(reference);
        var release = await named.Select(ReleaseItem.Projection(db.Countries, db.ReleaseFunding)).FirstOrDefaultAsync(cancellationToken);
        if (release is null)
        {
            return null;
        }

        var components = await ComponentsAsync(release.Id, cancellationToken);
        var known = new KnownRelease(release.Licence, [.. components.SelectMany(component => component.Judgements, (component, judgement) =>
            new Judged(component.Component, judgement.Assessor, judgement.Availability, judgement.Licence, judgement.Assessed))]);
        return new ReleaseDetail(
            release,
            await named.Select(one => one.Description).FirstAsync(cancellationToken),
            release.Licence is { } licence ? LicenceBook.Shipped.Facts(licence) : [],
            ReleaseOpenness.Of(known, LicenceBook.Shipped),
            await ConflictsAsync(release, cancellationToken),
            await AnnouncedInAsync(release.Id, cancellationToken),
            DateSource(release.Origin, components),
            components,
            await FundingAsync(release.Id, cancellationToken),
            await db.Releases.AsNoTracking().Holding().Where(other => other.BaseReleaseId == release.Id)
                .OrderBy(other => other.ReleasedOn).ThenBy(other => other.Name)
                .Select(other => new ReleaseLabel(other.Reference, other.Name, PartialDate.From(other.ReleasedOn, other.ReleasedPrecision)))
                .ToListAsync(cancellationToken),
            await db.GovernanceLinks.AsNoTracking().Where(link => link.ReleaseId == release.Id && link.Measure.WithdrawnAt == null)
                .ToItemsAsync(cancellationToken),
            await db.Citations.AsNoTracking().Where(citation => citation.ReleaseId == release.Id).ToLabelsAsync(cancellationToken));
    }

    public async Task<ReleaseDetail> ConvertAsync(ReleaseDetail record, string currency, CancellationToken cancellationToken)
    {
        var conversion = await conversions.ToAsync(currency, cancellationToken);
        return record with
        {
            Funding = [.. record.Funding.Select(funding => funding.Money is { } money ? funding with { Converted = conversion.Of(money, funding.Given) } : funding)],
        };
    }

    /// <summary>How many releases each value of each filter has, with every other filter as it is asked for.</summary>
    public Task<ReleaseFacets> FacetsAsync(ReleaseFilter filter, CancellationToken cancellationToken) =>
        ReleaseFacets.CountAsync(
            filter, async asked => await RowsAsync(await SelectAsync(asked, cancellationToken), cancellationToken),
            (counts, asked) => counts.WithNamesAsync(db.Countries, asked.Known(), cancellationToken));

    public async Task<GroupedSelection> GroupAsync(ReleaseFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken)
    {
        var found = await SelectAsync(filter, cancellationToken);
        var countries = await db.Countries.ToDictionaryAsync(country => country.Code, country => country.NameEn, StringComparer.Ordinal, cancellationToken);
        return ReleaseGroups.Of(await RowsAsync(found, cancellationToken), by, countries) with { Spelling = found.Spelling };
    }

    /// <summary>How many releases each country has a developer in; one with developers in two countries counts in both.</summary>
    public async Task<IReadOnlyList<(CountryLabel Country, int Count)>> CountByCountryAsync(CancellationToken cancellationToken)
    {
        var counts = await db.Releases.AsNoTracking().Holding().SelectMany(release => release.CountryCodes)
            .GroupBy(code => code).Select(group => new { Code = group.Key, Count = group.Count() })
            .Join(db.Countries, group => group.Code, country => country.Code, (group, country) => new { country.Code, country.NameEn, country.NameFr, group.Count })
            .ToListAsync(cancellationToken);
        return [.. counts.Select(row => (new CountryLabel(row.Code, row.NameEn, row.NameFr), row.Count))];
    }

    /// <summary>The releases of a selection by year and by what each framework says of them; those without a date have no year.</summary>
    public async Task<IReadOnlyList<YearOfOpenness>> CountByYearAsync(ReleaseFilter filter, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).Rows.Where(release => release.Assessment != null)
            .GroupBy(release => new { Year = release.ReleasedOn == null ? (int?)null : release.ReleasedOn.Value.Year, release.Assessment!.Mof, release.Assessment.Osaid, release.Assessment.Grid })
            .Select(group => new YearOfOpenness(group.Key.Year, group.Key.Mof, group.Key.Osaid, group.Key.Grid, group.Count()))
            .ToListAsync(cancellationToken);

    /// <summary>What the records that the filter names are called.</summary>
    public async Task<RecordNames> NamesAsync(ReleaseFilter filter, CancellationToken cancellationToken)
    {
        var names = new RecordNames();
        await names.AddAsync("organisation", filter.Organisation, db.Organisations, record => record.Name, cancellationToken);
        await names.AddAsync("funder", filter.Funder, db.Organisations, record => record.Name, cancellationToken);
        await names.AddAsync("programme", filter.Programme, db.Programmes, record => record.Name, cancellationToken);
        return names;
    }

    private async Task<FoundRows<Release>> SelectAsync(ReleaseFilter filter, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country.Known(), cancellationToken));
        await names.RequireAsync(db.Countries.RequireAsync("payingCountry", filter.PayingCountry.Known(), cancellationToken));
        await names.RequireAsync(db.Licences.RequireAsync("licence", filter.Licence.Known(), cancellationToken));
        var organisations = await names.ResolveAsync(db.Organisations.ResolveMergedAsync("organisation", filter.Organisation, cancellationToken));
        var funders = await names.ResolveAsync(db.Organisations.ResolveMergedAsync("funder", filter.Funder, cancellationToken));
        var programmes = await names.ResolveAsync(db.Programmes.ResolveWithinAsync("programme", filter.Programme, cancellationToken));
        names.ThrowIfAnyMissing();
        var payers = db.ReleaseFunding.WithPayer();
        var (funding, publicFunding) = (db.ReleaseFunding, db.ReleaseFunding.Public());
        return await db.Releases.AsNoTracking().Holding()
            .WhereAny(filter.Funded, asked => release => asked.Contains(
                publicFunding.Any(payment => payment.ReleaseId == release.Id) ? true : funding.Any(payment => payment.ReleaseId == release.Id) ? false : null))
            .WhereAny(programmes, ids => PaidFor(funding.Under(ids)))
            .WhereAny(funders, ids => PaidFor(funding.By(ids)))
            .WhereAny(filter.PayingCountry, codes => release => payers.Any(payer => payer.Payment.ReleaseId == release.Id && payer.CountryCode != null && codes.Contains(payer.CountryCode))
                || (codes.Contains(QueryParameters.Unknown) && !payers.Any(payer => payer.Payment.ReleaseId == release.Id && payer.CountryCode != null)))
            .WhereAny(filter.Country, codes => release => release.CountryCodes.Any(code => codes.Contains(code))
                || (codes.Contains(QueryParameters.Unknown) && !release.CountryCodes.Any()))
            .WhereAny(organisations, ids => release => release.Developers.Any(developer => ids.Contains(developer.OrganisationId)))
            .WhereAny(filter.Kind, kinds => release => kinds.Contains(release.Kind))
            .WhereAny(filter.Modality, modalities => release => release.Modalities.Any(modality => modalities.Contains(modality)))
            .WhereAny(filter.Licence, codes => release => release.Licence == null
                ? codes.Contains(QueryParameters.Unknown)
                : codes.Any(code => (" " + release.Licence.Replace("(", " ").Replace(")", " ") + " ").Contains(" " + code + " ")))
            .WhereAny(filter.Mof, classes => release => classes.Contains(release.Assessment!.Mof))
            .WhereAny(filter.Osaid, verdicts => release => verdicts.Contains(release.Assessment!.Osaid))
            .WhereAny(filter.Grid, shares => release => shares.Contains(release.Assessment!.Grid))
            .WhereAny(filter.LicenceFamily, families => release => families.Contains(release.Assessment!.LicenceFamily))
            .WhereAny(filter.OrganisationType, types => release => release.Developers.Any(developer => types.Contains(developer.Organisation.Type))
                || (types.Contains(null) && !release.Developers.Any()))
            .WhereAny(filter.Year, years => release => years.Contains(release.ReleasedOn == null ? null : release.ReleasedOn.Value.Year))
            .WhereAny(filter.Origin, origins => release => origins.Contains(release.Origin))
            .WhereAny(filter.Weights, WeightsAre)
            .WhereWithin(filter.Released, release => release.ReleasedOn)
            .Where(release => filter.IsReleased == null || (release.ReleasedOn != null) == filter.IsReleased)
            .UpdatedSince(filter.UpdatedSince)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, db.Releases.Holding(), SearchedText.OfRelease, cancellationToken), cancellationToken);
    }

    private static Expression<Func<Release, bool>> PaidFor(IQueryable<ReleaseFunding> payments) => release => payments.Any(payment => payment.ReleaseId == release.Id);

    // By the least open judgement, as everywhere; "unknown" are those of which no judgement knows, and those that nobody judged.
    private static Expression<Func<Release, bool>> WeightsAre(IReadOnlyList<Availability> asked)
    {
        var (open, partial, closed, unknown) = (
            asked.Contains(Availability.Open), asked.Contains(Availability.Partial), asked.Contains(Availability.Closed), asked.Contains(Availability.Unknown));
        return release =>
            (unknown && !release.Components.Any(component => component.Component == Component.EndWeights && component.Availability != Availability.Unknown))
            || release.Components.Any(component => component.Component == Component.EndWeights && ((closed && component.Availability == Availability.Closed)
                || (partial && component.Availability == Availability.Partial && !release.Components.Any(other =>
                    other.Component == Component.EndWeights && other.Availability == Availability.Closed))
                || (open && component.Availability == Availability.Open && !release.Components.Any(other =>
                    other.Component == Component.EndWeights && (other.Availability == Availability.Closed || other.Availability == Availability.Partial)))));
    }

    private Task<List<FacetRow>> RowsAsync(FoundRows<Release> found, CancellationToken cancellationToken)
    {
        var payers = db.ReleaseFunding.WithPayer();
        var (funding, publicFunding) = (db.ReleaseFunding, db.ReleaseFunding.Public());
        return found.Rows.Select(release => new FacetRow(
                release.Assessment == null ? null : release.Assessment.Mof,
                release.Assessment == null ? null : release.Assessment.Osaid,
                release.Assessment == null ? null : release.Assessment.Grid,
                release.Assessment == null ? null : release.Assessment.LicenceFamily,
                release.Licence,
                release.CountryCodes,
                release.Developers.Select(developer => developer.Organisation.Type).ToList(),
                release.Modalities,
                release.ReleasedOn == null ? null : release.ReleasedOn.Value.Year,
                publicFunding.Any(payment => payment.ReleaseId == release.Id) ? true : funding.Any(payment => payment.ReleaseId == release.Id) ? false : null,
                payers.Where(payer => payer.Payment.ReleaseId == release.Id && payer.CountryCode != null).Select(payer => payer.CountryCode!).ToList(),
                release.Kind,
                release.Origin,
                release.Components.Where(component => component.Component == Component.EndWeights).Select(component => component.Availability).ToList()))
            .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<LicenceConflict>> ConflictsAsync(ReleaseItem release, CancellationToken cancellationToken) =>
        release.Base?.Ref is { } reference
            ? LicenceConflict.Between(
                release.Licence,
                await db.Releases.Where(other => other.Reference == reference).Select(other => other.Licence).FirstOrDefaultAsync(cancellationToken),
                LicenceBook.Shipped)
            : [];

    private async Task<IReadOnlyList<ComponentItem>> ComponentsAsync(Guid release, CancellationToken cancellationToken)
    {
        var judgements = await db.ReleaseComponents.AsNoTracking().Where(component => component.ReleaseId == release)
            .Select(component => new
            {
                component.Component,
                Judgement = new JudgementItem(
                    component.Assessor,
                    component.Availability,
                    component.Licence,
                    component.Evidence,
                    component.EvidenceUrls,
                    component.Source == null ? null : new SourceLabel(
                        component.Source.Reference, component.Source.Url, component.Source.Title, component.Source.Publisher,
                        PartialDate.From(component.Source.PublishedOn, component.Source.PublishedPrecision),
                        component.Source.Language, component.Source.Tier, null,
                        PartialDate.From(component.Source.RetractedOn, component.Source.RetractedPrecision), component.Source.ArchiveUrl),
                    PartialDate.From(component.AssessedOn, component.AssessedPrecision)),
            })
            .ToListAsync(cancellationToken);
        return [.. judgements.GroupBy(row => row.Component)
            .OrderBy(rows => rows.Key.Group()).ThenBy(rows => rows.Key)
            .Select(rows => new ComponentItem(rows.Key, rows.Key.Group(), [.. rows.Select(row => row.Judgement).OrderBy(judgement => judgement.Assessor)]))];
    }

    private static SourceLabel? DateSource(Assessor origin, IReadOnlyList<ComponentItem> components) => components
        .Where(component => component.Group == ComponentGroup.Weights)
        .SelectMany(component => component.Judgements)
        .FirstOrDefault(judgement => judgement.Assessor == origin && judgement.Source is not null)?.Source;

    private async Task<AnnouncementLabel?> AnnouncedInAsync(Guid release, CancellationToken cancellationToken) =>
        await db.Releases.AsNoTracking().Where(one => one.Id == release && one.AnnouncedIn != null && one.AnnouncedIn.WithdrawnAt == null)
            .Select(one => one.AnnouncedIn!)
            .Select(announcement => new AnnouncementLabel(
                announcement.Reference,
                announcement.Title,
                new PartialDate(announcement.StatedOn, announcement.StatedPrecision),
                announcement.Speaker,
                announcement.Citations.Where(citation => citation.WithdrawnAt == null).OrderBy(citation => citation.Position)
                    .Select(citation => new SourceLabel(
                        citation.Source.Reference, citation.Source.Url, citation.Source.Title, citation.Source.Publisher,
                        PartialDate.From(citation.Source.PublishedOn, citation.Source.PublishedPrecision),
                        citation.Source.Language, citation.Source.Tier, citation.Quote,
                        PartialDate.From(citation.Source.RetractedOn, citation.Source.RetractedPrecision), citation.Source.ArchiveUrl))
                    .ToList()))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Every payment for a release that holds, by its own reference; one after the other as the database gives them.</summary>
    public IAsyncEnumerable<PaidRelease> Funding() =>
        Paid(db.ReleaseFunding.AsNoTracking().Where(funding => funding.Release.WithdrawnAt == null)).AsAsyncEnumerable();

    private async Task<IReadOnlyList<ReleaseFundingItem>> FundingAsync(Guid release, CancellationToken cancellationToken) =>
        [.. (await Paid(db.ReleaseFunding.AsNoTracking().Where(funding => funding.ReleaseId == release)).ToListAsync(cancellationToken)).Select(paid => paid.Item)];

    private static IQueryable<PaidRelease> Paid(IQueryable<ReleaseFunding> payments) => payments.WithPayer().OrderBy(paid => paid.Payment.Reference).Select(paid => new PaidRelease(
        paid.Payment.Release.Reference,
        paid.CountryCode,
        new ReleaseFundingItem(
            paid.Payment.Reference,
            paid.Payment.Kind,
            paid.Payment.Programme == null ? null : new RecordLabel(paid.Payment.Programme.Reference, paid.Payment.Programme.Name),
            paid.Payment.Grant == null ? null : new RecordLabel(paid.Payment.Grant.Reference, paid.Payment.Grant.Title),
            paid.Payment.Organisation == null ? null : new RecordLabel(paid.Payment.Organisation.Reference, paid.Payment.Organisation.Name),
            paid.Payment.Currency == null ? null : new Money(
                paid.Payment.Amount, paid.Payment.Amount, paid.Payment.Currency.Code, paid.Payment.Currency.MinorUnit,
                paid.Payment.Amount == null ? Nature.Undisclosed : Nature.Exact, AmountBasis.Total),
            PartialDate.From(paid.Payment.GivenOn, paid.Payment.GivenPrecision),
            new SourceLabel(
                paid.Payment.Source.Reference, paid.Payment.Source.Url, paid.Payment.Source.Title, paid.Payment.Source.Publisher,
                PartialDate.From(paid.Payment.Source.PublishedOn, paid.Payment.Source.PublishedPrecision),
                paid.Payment.Source.Language, paid.Payment.Source.Tier, null,
                PartialDate.From(paid.Payment.Source.RetractedOn, paid.Payment.Source.RetractedPrecision), paid.Payment.Source.ArchiveUrl),
            paid.Payment.Evidence,
            paid.Payment.Note)));
}
