using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Writes the sums of grants anew, from the grants as the transaction sees them.</summary>
internal static class GrantSumming
{
    /// <summary>What is summed: grants awarded from public money, with the country that awarded each.</summary>
    private const string Paid =
        """
        with paid as (
            select held.id, coalesce(programme.country_code, funder.country_code) as country_code, held.currency_code, held.amount,
                coalesce(held.awarded_on, held.start_on) as paid_on
            from grants held
            left join programmes programme on programme.id = held.programme_id
            left join organisations funder on held.programme_id is null and funder.id = held.funder_id
            where held.withdrawn_at is null and held.stage = 'awarded' and held.funder_type = 'public'
                and coalesce(programme.country_code, funder.country_code) is not null)
        """;

    private const string ByYear = Paid +
        """

        insert into grant_year_sums (country_code, currency_code, year, grants, added, amount)
        select country_code, currency_code, extract(year from paid_on)::int, count(*), count(amount), sum(amount)
        from paid group by 1, 2, 3
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
            from sums)
        insert into grant_recipient_sums (country_code, currency_code, place, organisation_id, name, grants, added, amount)
        select country_code, currency_code, place, organisation_id, name, grants, added, amount
        from ranked where place <= {0}
        """;

    public static async Task RefreshAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"delete from grant_year_sums", cancellationToken);
        await context.Database.ExecuteSqlAsync($"delete from grant_recipient_sums", cancellationToken);
        await context.Database.ExecuteSqlRawAsync(ByYear, cancellationToken);
        await context.Database.ExecuteSqlRawAsync(ByRecipient, [PaidGrantQueries.RecipientLimit], cancellationToken);
    }
}
