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
    private static readonly string ByRecipient = SumsByRecipient(ofGrants: "", ofNames: "", others: "", isSure: "true");

    // A few changed grants leave what other names received as it was, and of those only the ones shown before can be shown now, unless the last place
    // has become cheaper: then one that was not shown may have a right to it.
    private static readonly string ByChangedRecipient = SumsByRecipient(
        ofGrants: "and held.grant_id in (select grant_id from grant_recipients where organisation_id is null and name = any ({3}))",
        ofNames: "where name = any ({3})",
        others: "union all select null, name, grants, added, amount from former where name is not null and name <> all ({3})",
        isSure:
        """
        not exists (
            select from former left join shown on shown.place = former.place
            where former.place = {2} and coalesce(shown.amount, -1) <= coalesce(former.amount, -1)
                and (shown.organisation_id, shown.name, shown.amount, shown.grants)
                    is distinct from (former.organisation_id, former.name, former.amount, former.grants))
        """);

    /// <param name="payers">Countries and currencies whose recipients may be others now, as <c>FR/EUR</c>.</param>
    /// <param name="changed">The grants that changed, where they are all known and few; else none.</param>
    public static async Task RefreshAsync(PortalDbContext context, IReadOnlyList<string> payers, Guid[] changed, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync(ByYear, cancellationToken);
        // The largest payer's names are grouped and numbered in memory rather than on disk.
        await context.Database.ExecuteSqlAsync($"select set_config('work_mem', '64MB', true)", cancellationToken);
        var names = changed.Length == 0 ? [] : await NamesAsync(context, changed, cancellationToken);
        foreach (var (country, currency) in payers.Select(payer => payer.Split('/')).Select(parts => (parts[0], parts[1])))
        {
            if (changed.Length == 0 || !await WriteAsync(ByChangedRecipient, country, currency))
            {
                await WriteAsync(ByRecipient, country, currency);
            }
        }

        // A statement that writes cannot stand within another.
        async Task<bool> WriteAsync(string statement, string country, string currency) =>
            (await context.Database.SqlQueryRaw<bool>(statement, country, currency, PaidGrantQueries.RecipientLimit, names).ToListAsync(cancellationToken)).Single();
    }

    // Of now and before. They are values of the next statement, so that PostgreSQL knows which of them most grants have.
    private static Task<string[]> NamesAsync(PortalDbContext context, Guid[] grants, CancellationToken cancellationToken) => context.Database.SqlQuery<string>(
        $"""
        select name as "Value" from grant_recipients where grant_id = any ({grants}) and organisation_id is null
        union
        select name from history.grant_recipients where grant_id = any ({grants}) and organisation_id is null and held_until = portal_moment()
        """).ToArrayAsync(cancellationToken);

    /// <param name="ofGrants">Which grants of the payer are read for the names among their recipients.</param>
    /// <param name="ofNames">Which of the names of those grants are summed.</param>
    /// <param name="others">Sums of names that are as they were.</param>
    /// <param name="isSure">Whether what is shown may be written.</param>
    private static string SumsByRecipient(string ofGrants, string ofNames, string others, string isSure) =>
        $$"""
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
            where recipient.organisation_id is null {{ofGrants}}
            group by held.grant_id, recipient.name),
        parts as (
            select name, case organisations + count(*) over (partition by grant_id) when 1 then coalesce(whole, share) else share end as amount
            from named),
        former as (
            select place, organisation_id, name, grants, added, amount from grant_recipient_sums where country_code = {0} and currency_code = {1}),
        sums as (
            select organisation_id, null as name, grants, added, amount from organised
            union all
            select null, name, count(*)::int, count(amount)::int, sum(amount) from parts {{ofNames}} group by name
            {{others}}),
        ranked as (
            select sums.*, row_number() over (
                order by sums.amount desc nulls last, sums.grants desc, sums.name, organisation.reference) as place
            from sums left join organisations organisation on organisation.id = sums.organisation_id),
        shown as materialized (select * from ranked where place <= {2}),
        sure as materialized (select {{isSure}} as is_sure),
        gone as (
            delete from grant_recipient_sums
            where country_code = {0} and currency_code = {1} and place not in (select place from shown) and (select is_sure from sure)),
        written as (
            insert into grant_recipient_sums (country_code, currency_code, place, organisation_id, name, grants, added, amount)
            select {0}, {1}, place, organisation_id, name, grants, added, amount from shown where (select is_sure from sure)
            on conflict (country_code, currency_code, place) do update
            set organisation_id = excluded.organisation_id, name = excluded.name, grants = excluded.grants, added = excluded.added, amount = excluded.amount
            where (grant_recipient_sums.organisation_id, grant_recipient_sums.name, grant_recipient_sums.grants, grant_recipient_sums.added, grant_recipient_sums.amount)
                is distinct from (excluded.organisation_id, excluded.name, excluded.grants, excluded.added, excluded.amount))
        select is_sure as "Value" from sure
        """;
}
