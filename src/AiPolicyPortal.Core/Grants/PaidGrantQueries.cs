using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Sums the grants of a country in the database: the answer is as small for a million grants as for ten.</summary>
public sealed class PaidGrantQueries(PortalDbContext db, PublishedAnswers answers)
{
    public const int RecipientLimit = 10;

    /// <param name="now">UTC; a query for an instant before it is answered as the portal knew then, without recipients.</param>
    /// <exception cref="InvalidQueryException">There is no such country, or the instant lies ahead.</exception>
    public async Task<(CountryLabel Country, PaidGrants Paid)> AnswerAsync(PaidGrantQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Countries.RequireAsync("country", new AnyOf<string>([query.Country], []), cancellationToken);
        if (query.AsOf is { } ahead && ahead.UtcDateTime.Date > now.UtcDateTime.Date)
            throw new InvalidQueryException([new ParameterError("asOf", "invalid-value", $"'asOf' cannot lie ahead: it is {Instant.Write(now)} now.", Instant.Write(ahead), Instant.Write(now))]);
        var country = await db.Countries.Where(country => country.Code == query.Country)
            .Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).FirstAsync(cancellationToken);
        return (country, query.AsOf is { } asOf && asOf < now ? await ReadAsync(query.Country, asOf, cancellationToken) : await OfAsync(query.Country, cancellationToken));
    }

    /// <summary>As known now.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
    public Task<PaidGrants> OfAsync(string country, CancellationToken cancellationToken) =>
        answers.GetAsync(db, $"grants paid/{country}", token => ReadAsync(country, null, token), cancellationToken);

    private async Task<PaidGrants> ReadAsync(string country, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var programmes = await db.Programmes.Where(programme => programme.CountryCode == country).Select(programme => (Guid?)programme.Id).ToArrayAsync(cancellationToken);
        var funders = await db.Organisations.Where(organisation => organisation.CountryCode == country).Select(organisation => (Guid?)organisation.Id).ToArrayAsync(cancellationToken);
        var years = await YearsAsync(asOf is { } instant ? Then(instant, programmes, funders) : Now(programmes, funders).Select(grant => new GrantFact
        {
            Currency = grant.CurrencyCode,
            Amount = grant.Amount,
            On = grant.AwardedOn ?? grant.StartOn,
        }), cancellationToken);
        if (years.Count == 0)
            return new PaidGrants(country, []);
        var recipients = asOf is null ? await RecipientsAsync(programmes, funders, cancellationToken) : [];
        var codes = years.Select(year => year.Currency).Distinct().ToList();
        var units = await db.Currencies.Where(currency => codes.Contains(currency.Code))
            .ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, cancellationToken);
        Money Sum(string currency, int added, decimal? amount) => added == 0
            ? new Money(null, null, currency, units[currency], Nature.Undisclosed)
            : new Money(amount, amount, currency, units[currency], Nature.Exact);
        return new PaidGrants(country, [.. years.GroupBy(row => row.Currency)
            .Select(group => new PaidCurrency(
                group.Key,
                [.. group.OrderBy(row => row.Year is null).ThenBy(row => row.Year)
                    .Select(row => new PaidYear(row.Year, row.Grants, Sum(group.Key, row.Added, row.Amount), row.Grants - row.Added))],
                [.. recipients.Where(row => row.CurrencyCode == group.Key).Select(row => new PaidRecipient(
                    row.Name, row.Reference is null ? null : new RecordLabel(row.Reference, row.Name), row.Grants,
                    Sum(group.Key, row.Added, row.Amount), row.Grants - row.Added))]))
            .OrderByDescending(currency => currency.Count).ThenBy(currency => currency.Currency, StringComparer.Ordinal)]);
    }

    private IQueryable<Grant> Now(Guid?[] programmes, Guid?[] funders) => db.Grants.AsNoTracking().Holding()
        .Where(grant => grant.Stage == Stage.Awarded && grant.FunderType == FunderType.Public
            && (programmes.Contains(grant.ProgrammeId) || (grant.ProgrammeId == null && funders.Contains(grant.FunderId))));

    /// <summary>What was held of each grant at an instant: its present facts, or former ones.</summary>
    private IQueryable<GrantFact> Then(DateTimeOffset asOf, Guid?[] programmes, Guid?[] funders)
    {
        var present = db.Grants.Where(grant => grant.FactsRecordedAt <= asOf && (grant.WithdrawnAt == null || grant.WithdrawnAt > asOf)
            && grant.Stage == Stage.Awarded && grant.FunderType == FunderType.Public
            && (programmes.Contains(grant.ProgrammeId) || (grant.ProgrammeId == null && funders.Contains(grant.FunderId))))
            .Select(grant => new GrantFact { Currency = grant.CurrencyCode, Amount = grant.Amount, On = grant.AwardedOn ?? grant.StartOn });
        var former =
            from history in db.GrantHistory
            join grant in db.Grants on history.GrantId equals grant.Id
            where history.RecordedAt <= asOf && history.WithdrawnAt > asOf && history.Stage == Stage.Awarded && history.FunderType == FunderType.Public
                && (programmes.Contains(history.ProgrammeId) || (history.ProgrammeId == null && funders.Contains(grant.FunderId)))
            select new GrantFact { Currency = history.CurrencyCode, Amount = history.Amount, On = history.AwardedOn ?? grant.StartOn };
        return present.Concat(former);
    }

    private static Task<List<YearSum>> YearsAsync(IQueryable<GrantFact> grants, CancellationToken cancellationToken) =>
        grants.Select(grant => new { grant.Currency, grant.Amount, Year = grant.On == null ? (int?)null : grant.On.Value.Year })
            .GroupBy(grant => new { grant.Currency, grant.Year })
            .Select(group => new YearSum(
                group.Key.Currency, group.Key.Year, group.Count(), group.Count(grant => grant.Amount != null), group.Sum(grant => grant.Amount)))
            .ToListAsync(cancellationToken);

    /// <summary>
    /// A grant goes to one recipient where all its recipients are one organisation, whatever merged into it; else only shares stated in the
    /// grant's currency are anyone's.
    /// </summary>
    private Task<List<RecipientSum>> RecipientsAsync(Guid?[] programmes, Guid?[] funders, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<RecipientSum>(
            $"""
            with paid as (
                select id, currency_code, amount from grants
                where withdrawn_at is null and stage = 'awarded' and funder_type = 'public'
                    and (programme_id = any ({programmes}) or (programme_id is null and funder_id = any ({funders})))),
            receipts as (
                select paid.id, paid.currency_code, paid.amount as whole, coalesce(organisation.merged_into_id, organisation.id) as organisation_id,
                    case when organisation.id is null then recipient.name end as name,
                    case when bool_and(recipient.amount is not null and recipient.currency_code = paid.currency_code) then sum(recipient.amount) end as share
                from paid
                join grant_recipients recipient on recipient.grant_id = paid.id
                left join organisations organisation on organisation.id = recipient.organisation_id
                group by 1, 2, 3, 4, 5),
            parts as (
                select currency_code, organisation_id, name, case count(*) over (partition by id) when 1 then coalesce(whole, share) else share end as amount
                from receipts),
            sums as (
                select currency_code, organisation_id, name, count(*)::int as grants, count(amount)::int as added, sum(amount) as amount
                from parts group by 1, 2, 3),
            ranked as (
                select sums.*, row_number() over (partition by currency_code order by amount desc nulls last, grants desc, name, organisation_id) as place
                from sums)
            select ranked.currency_code, organisation.reference, coalesce(organisation.name, ranked.name) as name, grants, added, amount
            from ranked left join organisations organisation on organisation.id = ranked.organisation_id
            where place <= {RecipientLimit}
            order by place
            """).ToListAsync(cancellationToken);

    private sealed class GrantFact
    {
        public required string Currency { get; init; }

        public decimal? Amount { get; init; }

        public DateOnly? On { get; init; }
    }

    private sealed record YearSum(string Currency, int? Year, int Grants, int Added, decimal? Amount);

    private sealed record RecipientSum(string CurrencyCode, string? Reference, string Name, int Grants, int Added, decimal? Amount);
}
