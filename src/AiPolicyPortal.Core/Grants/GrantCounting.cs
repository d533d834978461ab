using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Writes the counts of grants anew, from the grants as the transaction sees them.</summary>
internal static class GrantCounting
{
    public static async Task RefreshAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync($"delete from grant_counts", cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            with received as (
              select distinct recipient.country_code, held.id, held.awarded_on, held.reference
              from grants held join grant_recipients recipient on recipient.grant_id = held.id
              where held.withdrawn_at is null and recipient.country_code is not null),
            placed as (
              select country_code, id, row_number() over (
                partition by country_code order by coalesce(awarded_on, '-infinity') desc, reference) as place
              from received)
            insert into grant_counts (country_code, programme_id, count, latest)
            select country_code, null::uuid, count(*), array_agg(id order by place) filter (where place <= {GrantCount.LatestLength})
            from placed group by country_code
            union all
            select null, programme_id, count(*), array[]::uuid[] from grants
            where withdrawn_at is null group by grouping sets ((), (programme_id)) having grouping(programme_id) = 1 or programme_id is not null
            """,
            cancellationToken);
    }
}
