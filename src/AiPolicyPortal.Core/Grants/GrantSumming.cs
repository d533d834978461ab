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

    // Grants of a group are alike in what pays them, so what organisations received of them is summed already. Those that are only a name are not:
    // a grant goes to one where nobody else received of it; else only shares stated in the grant's currency are anyone's.
    private const string ByRecipient =
        """
        with kinds as materialized (
            select id from grant_groups where paying_country = {0} and currency_code = {1} and stage = 'awarded' and funder_type = 'public'),
        organised as (
            select received.organisation_id, sum(received.grants)::int as grants, sum(received.shared)::int as added,
                case when sum(received.shared) > 0 then sum(received.share) end as amount
            from grant_group_recipients received join kinds on kinds.id = received.group_id
            where received.organisation_id <> '00000000-0000-0000-0000-000000000000'
            group by received.organisation_id),
        named as (
            select held.grant_id, recipient.name, held.amount as whole, cardinality(held.recipients) as organisations,
                case when bool_and(recipient.amount is not null and recipient.currency_code = {1}) then sum(recipient.amount) end as share
            from grant_index held join kinds on kinds.id = held.group_id
            join grant_recipients recipient on recipient.grant_id = held.grant_id
            where recipient.organisation_id is null
            group by held.grant_id, recipient.name),
        parts as (
            select name, case organisations + count(*) over (partition by grant_id) when 1 then coalesce(whole, share) else share end as amount
            from named),
        sums as (
            select {0} as country_code, {1} as currency_code, organisation_id, null as name, grants, added, amount from organised
            union all
            select {0}, {1}, null, name, count(*)::int, count(amount)::int, sum(amount) from parts group by name),
        ranked as (
            select sums.*, row_number() over (order by amount desc nulls last, grants desc, name, organisation_id) as place from sums),
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
        // The largest payer's names are grouped and numbered in memory rather than on disk.
        await context.Database.ExecuteSqlAsync($"select set_config('work_mem', '64MB', true)", cancellationToken);
        foreach (var (country, currency) in payers.Select(payer => payer.Split('/')).Select(parts => (parts[0], parts[1])))
        {
            await context.Database.ExecuteSqlRawAsync(ByRecipient, [country, currency, PaidGrantQueries.RecipientLimit], cancellationToken);
        }
    }
}
