using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Writes what countries awarded by year anew, from the groups of the index, and by recipient where grants changed.</summary>
internal static class GrantSumming
{
    // Only what is another number is written, since what was there before is kept.
    private const string ByYear =
        """
        with sums (country_code, currency_code, year, grants, added, amount) as materialized (
            select paying_country, currency_code, year, sum(grants)::int, sum(disclosed)::int, case when sum(disclosed) > 0 then sum(amount) end
            from grant_groups where stage = 'awarded' and funder_type = 'public' and paying_country is not null
            group by paying_country, currency_code, year),
        gone as (
            delete from grant_year_sums where (country_code, currency_code, coalesce(year, -1)) not in (
                select country_code, currency_code, coalesce(year, -1) from sums))
        insert into grant_year_sums (country_code, currency_code, year, grants, added, amount)
        select country_code, currency_code, year, grants, added, amount from sums
        on conflict (country_code, currency_code, year) do update set grants = excluded.grants, added = excluded.added, amount = excluded.amount
        where (grant_year_sums.grants, grant_year_sums.added, grant_year_sums.amount) is distinct from (excluded.grants, excluded.added, excluded.amount)
        """;

    private const string Paid =
        """
        with paid as materialized (
            select held.grant_id as id, {0} as country_code, {1} as currency_code, held.amount
            from grant_index held join grant_groups kind on kind.id = held.group_id
            where kind.paying_country = {0} and kind.currency_code = {1} and kind.stage = 'awarded' and kind.funder_type = 'public')
        """;

    // A grant goes to one recipient where all its recipients are one organisation, whatever merged into it; else only shares stated in the
    // grant's currency are anyone's.
    private const string ByRecipient = Paid +
        """
        ,
        receipts as (
            select paid.id, paid.country_code, paid.currency_code, paid.amount as whole,
                coalesce(organisation.merged_into_id, organisation.id) as organisation_id,
                case when organisation.id is null then recipient.name end as name,
                case when bool_and(recipient.amount is not null and recipient.currency_code = paid.currency_code) then sum(recipient.amount) end as share
            from paid
            join grant_recipients recipient on recipient.grant_id = paid.id
            left join organisations organisation on organisation.id = recipient.organisation_id
            group by 1, 2, 3, 4, 5, 6),
        parts as (
            select country_code, currency_code, organisation_id, name,
                case count(*) over (partition by id) when 1 then coalesce(whole, share) else share end as amount
            from receipts),
        sums as (
            select country_code, currency_code, organisation_id, name, count(*) as grants, count(amount) as added, sum(amount) as amount
            from parts group by 1, 2, 3, 4),
        ranked as (
            select sums.*, row_number() over (
                partition by country_code, currency_code order by amount desc nulls last, grants desc, name, organisation_id) as place
            from sums),
        shown as materialized (select * from ranked where place <= {2}),
        gone as (
            delete from grant_recipient_sums where country_code = {0} and currency_code = {1} and place not in (select place from shown))
        insert into grant_recipient_sums (country_code, currency_code, place, organisation_id, name, grants, added, amount)
        select country_code, currency_code, place, organisation_id, name, grants, added, amount from shown
        on conflict (country_code, currency_code, place) do update
        set organisation_id = excluded.organisation_id, name = excluded.name, grants = excluded.grants, added = excluded.added, amount = excluded.amount
        where (grant_recipient_sums.organisation_id, grant_recipient_sums.name, grant_recipient_sums.grants, grant_recipient_sums.added, grant_recipient_sums.amount)
            is distinct from (excluded.organisation_id, excluded.name, excluded.grants, excluded.added, excluded.amount)
        """;

    /// <param name="payers">Countries and currencies whose recipients may be others now, as <c>FR/EUR</c>.</param>
    public static async Task RefreshAsync(PortalDbContext context, IReadOnlyList<string> payers, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync(ByYear, cancellationToken);
        foreach (var (country, currency) in payers.Select(payer => payer.Split('/')).Select(parts => (parts[0], parts[1])))
        {
            await context.Database.ExecuteSqlRawAsync(ByRecipient, [country, currency, PaidGrantQueries.RecipientLimit], cancellationToken);
        }
    }
}
