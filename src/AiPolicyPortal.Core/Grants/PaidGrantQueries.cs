using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What a country awarded, from sums that publications write: as fast for a million grants as for ten.</summary>
public sealed class PaidGrantQueries(PortalDbContext db, PublishedAnswers answers)
{
    public const int RecipientLimit = 10;

    /// <param name="now">UTC; a query for an instant before it is answered as the portal knew then, without recipients.</param>
    /// <exception cref="InvalidQueryException">There is no such country, or the instant lies ahead.</exception>
    public async Task<(CountryLabel Country, PaidGrants Paid)> AnswerAsync(PaidGrantQuery query, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Countries.RequireAsync("country", new AnyOf<string>([query.Country], []), cancellationToken);
        if (query.AsOf is { } asked && PastReading.Ahead(asked, now) is { } ahead)
            throw new InvalidQueryException([ahead]);
        var country = await db.Countries.Where(country => country.Code == query.Country)
            .Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).FirstAsync(cancellationToken);
        // A context that reads the past has the sums of then.
        return (country, query.AsOf < now && db.AsOf is null
            ? await db.InPastAsync(query.AsOf, () => ReadAsync(query.Country, isOfGrants: true, cancellationToken), cancellationToken)
            : await OfAsync(query.Country, cancellationToken));
    }

    /// <summary>As the context knows it: now, or at the instant that it reads.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
    public Task<PaidGrants> OfAsync(string country, CancellationToken cancellationToken) =>
        answers.GetAsync(db, $"grants paid/{country}", token => ReadAsync(country, isOfGrants: false, token), cancellationToken);

    private async Task<PaidGrants> ReadAsync(string country, bool isOfGrants, CancellationToken cancellationToken)
    {
        var years = isOfGrants ? await ThenAsync(country, cancellationToken) : await YearsAsync(country, cancellationToken);
        if (years.Count == 0)
            return new PaidGrants(country, []);
        var recipients = isOfGrants ? [] : await RecipientsAsync(country, cancellationToken);
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

    private Task<List<YearSum>> YearsAsync(string country, CancellationToken cancellationToken) => db.GrantYearSums.AsNoTracking()
        .Where(sum => sum.CountryCode == country).Select(sum => new YearSum(sum.CurrencyCode, sum.Year, sum.Grants, sum.Added, sum.Amount))
        .ToListAsync(cancellationToken);

    // From the grants themselves: a restored database knows them for longer than the sums over them.
    private Task<List<YearSum>> ThenAsync(string country, CancellationToken cancellationToken) => db.Grants.AsNoTracking()
        .Where(grant => grant.WithdrawnAt == null && grant.Stage == Stage.Awarded && grant.FunderType == FunderType.Public
            && (grant.ProgrammeId == null ? grant.Funder!.CountryCode : grant.Programme!.CountryCode) == country)
        .Select(grant => new { grant.CurrencyCode, grant.Amount, On = grant.AwardedOn ?? grant.StartOn })
        .GroupBy(grant => new { grant.CurrencyCode, Year = grant.On == null ? (int?)null : grant.On.Value.Year })
        .Select(group => new YearSum(
            group.Key.CurrencyCode, group.Key.Year, group.Count(), group.Count(grant => grant.Amount != null), group.Sum(grant => grant.Amount)))
        .ToListAsync(cancellationToken);

    private Task<List<RecipientSum>> RecipientsAsync(string country, CancellationToken cancellationToken) => db.GrantRecipientSums.AsNoTracking()
        .Where(sum => sum.CountryCode == country).OrderBy(sum => sum.CurrencyCode).ThenBy(sum => sum.Place)
        .Select(sum => new RecipientSum(
            sum.CurrencyCode,
            sum.Organisation == null ? null : sum.Organisation.Reference,
            sum.Organisation == null ? sum.Name! : sum.Organisation.Name,
            sum.Grants,
            sum.Added,
            sum.Amount))
        .ToListAsync(cancellationToken);

    private sealed record YearSum(string Currency, int? Year, int Grants, int Added, decimal? Amount);

    private sealed record RecipientSum(string CurrencyCode, string? Reference, string Name, int Grants, int Added, decimal? Amount);
}
