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
        await context.Database.ExecuteSqlAsync($"update grant_counts set count = 0", cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $$"""
            insert into grant_counts (country_code, programme_id, count, latest)
            select country, null::uuid, sum(grants), '{}'::uuid[] from grant_groups cross join lateral unnest(countries) as country group by country
            union all
            select null, programme_id, sum(grants), '{}' from grant_groups where programme_id is not null group by programme_id
            union all
            select null, null, coalesce(sum(grants), 0), '{}' from grant_groups
            on conflict (country_code, programme_id) do update set count = excluded.count
            """,
            cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"delete from grant_counts where count = 0 and num_nonnulls(country_code, programme_id) > 0", cancellationToken);
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
