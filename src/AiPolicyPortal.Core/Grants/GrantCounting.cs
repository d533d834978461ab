using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Writes the counts of grants from the groups of the index, and the latest grants of the countries whose grants changed.</summary>
internal static class GrantCounting
{
    // Of more grants than these, the latest are found by the order of award; of fewer, by looking at them all.
    private const int FewGrants = 20_000;

    public static async Task RefreshAsync(PortalDbContext context, IReadOnlyList<string> countries, CancellationToken cancellationToken)
    {
        // Only what is another number is written, since what was there before is kept.
        await context.Database.ExecuteSqlRawAsync(
            """
            with counted (country_code, programme_id, count) as materialized (
                select country, null::uuid, sum(grants)::int from grant_groups cross join lateral unnest(countries) as country group by country
                union all
                select null, programme_id, sum(grants)::int from grant_groups where programme_id is not null group by programme_id
                union all
                select null, null, coalesce(sum(grants), 0)::int from grant_groups),
            gone as (
                delete from grant_counts where (coalesce(country_code, ''), coalesce(programme_id::text, '')) not in (
                    select coalesce(country_code, ''), coalesce(programme_id::text, '') from counted))
            insert into grant_counts (country_code, programme_id, count, latest)
            select country_code, programme_id, count, '{{}}' from counted
            on conflict (country_code, programme_id) do update set count = excluded.count where grant_counts.count <> excluded.count
            """,
            cancellationToken);
        foreach (var country in countries)
        {
            await RefreshLatestAsync(context, country, cancellationToken);
        }
    }

    private static async Task RefreshLatestAsync(PortalDbContext context, string country, CancellationToken cancellationToken)
    {
        string[] tags = [$"{GrantTags.Country}:{country}"];
        await context.Database.ExecuteSqlAsync(
            $"""
            with oldest as materialized (
              select case when count > {FewGrants} then (
                select awarded_key from grant_index where tags @> {tags} order by awarded_key desc offset {GrantCount.LatestLength - 1} limit 1) end as day
              from grant_counts where country_code = {country}),
            candidates as materialized (
              select held.grant_id, held.awarded_key from grant_index held where held.tags @> {tags} and (select day from oldest) is null
              union all
              select held.grant_id, held.awarded_key from grant_index held where held.tags @> {tags} and held.awarded_key >= (select day from oldest)),
            latest as (
              select record.id, candidates.awarded_key, record.reference from candidates join grants record on record.id = candidates.grant_id
              order by candidates.awarded_key desc, record.reference limit {GrantCount.LatestLength})
            update grant_counts set latest = (select coalesce(array_agg(id order by awarded_key desc, reference), array[]::uuid[]) from latest)
            where country_code = {country}
            """,
            cancellationToken);
    }
}
