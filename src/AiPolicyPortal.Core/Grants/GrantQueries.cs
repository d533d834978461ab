using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Names by reference.</summary>
public sealed record GrantFilterNames(
    Dictionary<string, string> Programmes, Dictionary<string, string> Organisations, Dictionary<string, CountryLabel> Countries);

/// <summary>The one way to read grants.</summary>
public sealed class GrantQueries(PortalDbContext db) : IRecordQueries<GrantFilter, GrantItem, GrantDetail>
{
    public async Task<Page<GrantItem>> ListAsync(GrantFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).AsSingleQuery().ToPageAsync(page, GrantItem.Projection, cancellationToken);

    public async Task<GrantDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var grants = db.Grants.AsNoTracking().Holding().Named(reference);
        var found = await grants.AsSingleQuery().Select(GrantItem.Projection).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var record = await grants.Select(grant => new
        {
            grant.Note,
            Source = grant.Source == null
                ? null
                : new SourceLabel(
                    grant.Source.Reference, grant.Source.Url, grant.Source.Title, grant.Source.Publisher,
                    PartialDate.From(grant.Source.PublishedOn, grant.Source.PublishedPrecision), grant.Source.Language, grant.Source.Tier, null),
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

    /// <summary>How many grants have a recipient in each country, for the choices of a filter.</summary>
    public async Task<IReadOnlyList<(CountryLabel Country, int Count)>> CountByCountryAsync(CancellationToken cancellationToken) =>
        [.. (await db.GrantRecipients.AsNoTracking().Where(recipient => recipient.Grant.WithdrawnAt == null && recipient.Country != null)
                .GroupBy(recipient => new { recipient.Country!.Code, recipient.Country.NameEn, recipient.Country.NameFr })
                .Select(group => new
                {
                    Country = new CountryLabel(group.Key.Code, group.Key.NameEn, group.Key.NameFr),
                    Count = group.Select(recipient => recipient.GrantId).Distinct().Count(),
                })
                .ToListAsync(cancellationToken))
            .Select(group => (group.Country, group.Count))];

    /// <summary>Names of the programmes and organisations of a filter, by reference, to show what is asked for.</summary>
    public async Task<GrantFilterNames> NamesAsync(GrantFilter filter, CancellationToken cancellationToken)
    {
        var programmes = filter.Programme.Included.Concat(filter.Programme.Excluded).ToList();
        var organisations = new[] { filter.Funder, filter.Recipient }.SelectMany(asked => asked.Included.Concat(asked.Excluded)).ToList();
        var countries = filter.PayingCountry.Included.Concat(filter.PayingCountry.Excluded).ToList();
        return new GrantFilterNames(
            programmes.Count == 0 ? [] : await db.Programmes.Where(programme => programmes.Contains(programme.Reference))
                .ToDictionaryAsync(programme => programme.Reference, programme => programme.Name, cancellationToken),
            organisations.Count == 0 ? [] : await db.Organisations.Where(organisation => organisations.Contains(organisation.Reference))
                .ToDictionaryAsync(organisation => organisation.Reference, organisation => organisation.Name, cancellationToken),
            countries.Count == 0 ? [] : await db.Countries.Where(country => countries.Contains(country.Code))
                .ToDictionaryAsync(country => country.Code, country => new CountryLabel(country.Code, country.NameEn, country.NameFr), cancellationToken));
    }

    private async Task<IQueryable<Grant>> SelectAsync(GrantFilter filter, CancellationToken cancellationToken)
    {
        await db.Countries.RequireAsync("country", filter.Country, cancellationToken);
        await db.Countries.RequireAsync("payingCountry", filter.PayingCountry, cancellationToken);
        var paidBy = await PaidByAsync(filter.PayingCountry, cancellationToken);
        var programmes = await db.Programmes.ResolveAsync("programme", filter.Programme, cancellationToken);
        var funders = await db.Organisations.ResolveMergedAsync("funder", filter.Funder, cancellationToken);
        var recipients = await db.Organisations.ResolveMergedAsync("recipient", filter.Recipient, cancellationToken);
        var grants = db.Grants.AsNoTracking().Holding()
            .WhereAny(filter.Country, codes => grant => grant.Recipients.Any(recipient => recipient.CountryCode != null && codes.Contains(recipient.CountryCode)))
            .WhereAny(filter.PayingCountry, paidBy)
            .WhereAny(programmes, ids => grant => grant.ProgrammeId != null && ids.Contains(grant.ProgrammeId.Value))
            .WhereAny(funders, ids => grant => grant.FunderId != null && ids.Contains(grant.FunderId.Value))
            .WhereAny(recipients, ids => grant => grant.Recipients.Any(
                recipient => recipient.OrganisationId != null && ids.Contains(recipient.OrganisationId.Value)))
            .WhereAny(filter.FunderType, types => grant => types.Contains(grant.FunderType))
            .WhereAny(filter.Stage, stages => grant => stages.Contains(grant.Stage))
            .WhereAny(filter.Confidence, levels => grant => levels.Contains(grant.Confidence))
            .WhereAny(filter.Theme, themes => grant => grant.Themes.Any(theme => themes.Contains(theme)))
            .WhereAny(filter.Currency, codes => grant => codes.Contains(grant.CurrencyCode))
            .WhereAny(filter.Year, InYears)
            .WhereWithin(filter.Awarded, grant => grant.AwardedOn)
            .WhereWithin(filter.Start, grant => grant.StartOn)
            .WhereWithin(filter.Amount, grant => grant.Amount);
        return grants.WhereWords(db, filter.Words);
    }

    /// <summary>Grants of programmes of some countries or, where no programme is known, of funders in them; both are few beside the grants.</summary>
    private async Task<Func<IReadOnlyList<string>, Expression<Func<Grant, bool>>>> PaidByAsync(AnyOf<string> countries, CancellationToken cancellationToken)
    {
        var asked = countries.Included.Concat(countries.Excluded).ToList();
        var programmes = asked.Count == 0 ? [] : await db.Programmes.Where(programme => asked.Contains(programme.CountryCode))
            .Select(programme => new { Country = programme.CountryCode, programme.Id }).ToListAsync(cancellationToken);
        var funders = asked.Count == 0 ? [] : await db.Organisations.Where(organisation => organisation.CountryCode != null && asked.Contains(organisation.CountryCode))
            .Select(organisation => new { Country = organisation.CountryCode!, organisation.Id }).ToListAsync(cancellationToken);
        return codes =>
        {
            Guid?[] ofProgrammes = [.. programmes.Where(programme => codes.Contains(programme.Country)).Select(programme => (Guid?)programme.Id)];
            Guid?[] ofFunders = [.. funders.Where(funder => codes.Contains(funder.Country)).Select(funder => (Guid?)funder.Id)];
            return grant => ofProgrammes.Contains(grant.ProgrammeId) || (grant.ProgrammeId == null && ofFunders.Contains(grant.FunderId));
        };
    }

    private static Expression<Func<Grant, bool>> InYears(IReadOnlyList<int> years) => years.Select(InYear).Aggregate(
        (some, other) => Expression.Lambda<Func<Grant, bool>>(
            Expression.OrElse(some.Body, new ParameterReplacer(other.Parameters[0], some.Parameters[0]).Visit(other.Body)), some.Parameters));

    private static Expression<Func<Grant, bool>> InYear(int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return grant => (grant.AwardedOn != null && grant.AwardedOn >= first && grant.AwardedOn <= last)
            || (grant.AwardedOn == null && grant.StartOn != null && grant.StartOn >= first && grant.StartOn <= last);
    }

    private async Task<IReadOnlyList<GrantRecipientItem>> RecipientsAsync(Guid grant, CancellationToken cancellationToken) =>
        await db.GrantRecipients.AsNoTracking().Where(recipient => recipient.GrantId == grant).OrderBy(recipient => recipient.Position)
            .Select(recipient => new GrantRecipientItem(
                recipient.Position,
                recipient.Name,
                recipient.Organisation == null ? null : new RecordLabel(recipient.Organisation.Reference, recipient.Organisation.Name),
                recipient.Country == null ? null : new CountryLabel(recipient.Country.Code, recipient.Country.NameEn, recipient.Country.NameFr),
                recipient.Role,
                recipient.Amount == null || recipient.Currency == null
                    ? null
                    : new Money(recipient.Amount, recipient.Amount, recipient.Currency.Code, recipient.Currency.MinorUnit, Nature.Exact, AmountBasis.Total)))
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<DisbursementItem>> DisbursementsAsync(Guid grant, CancellationToken cancellationToken) =>
        await db.GrantDisbursements.AsNoTracking().Where(disbursement => disbursement.GrantId == grant && disbursement.WithdrawnAt == null)
            .OrderBy(disbursement => disbursement.PaidOn).ThenBy(disbursement => disbursement.Reference)
            .Select(disbursement => new DisbursementItem(
                disbursement.Reference,
                new PartialDate(disbursement.PaidOn, disbursement.PaidPrecision),
                new Money(
                    disbursement.Amount, disbursement.Amount, disbursement.CurrencyCode, disbursement.Currency.MinorUnit, Nature.Exact, AmountBasis.Total),
                disbursement.Source == null
                    ? null
                    : new SourceLabel(
                        disbursement.Source.Reference, disbursement.Source.Url, disbursement.Source.Title, disbursement.Source.Publisher,
                        PartialDate.From(disbursement.Source.PublishedOn, disbursement.Source.PublishedPrecision),
                        disbursement.Source.Language, disbursement.Source.Tier, null),
                disbursement.Note))
            .ToListAsync(cancellationToken);
}
