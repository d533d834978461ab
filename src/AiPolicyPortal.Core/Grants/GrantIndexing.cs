using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// Brings the index of grants, and the counts and sums over it, up to date within a publication: for the grants it touched, and for those whose
/// programme, funder or recipient it changed.
/// </summary>
internal static class GrantIndexing
{
    // Each batch reads its grants and their recipients in one pass over the tables.
    private const int BatchSize = 100_000;

    /// <summary>From so many grants on, making the indexes that find and order grants anew is quicker than adding to them.</summary>
    private const int ManyGrants = 100_000;

    /// <summary>Up to so many, what their recipients received is worked out from what the others had before.</summary>
    private const int FewGrants = 1_000;

    private const string BuildMemory = "256MB";

    // What of a programme or an organisation its grants are found, grouped or named by.
    private static readonly string[] ProgrammeColumns = ["name", "name_original", "country", "part_of", "themes", "withdrawn_at"];
    private static readonly string[] OrganisationColumns = ["name", "country", "organisation_merges.to"];

    public static async Task RefreshAsync(PortalDbContext context, PublicationScope scope, CancellationToken cancellationToken)
    {
        var touched = new HashSet<Guid>(scope.Touched(RecordKind.Grant));
        touched.UnionWith(scope.ChangedGrants);
        touched.UnionWith(await OfProgrammesAsync(context, [.. scope.Touched(RecordKind.Programme, ProgrammeColumns)], cancellationToken));
        touched.UnionWith(await OfOrganisationsAsync(context, [.. scope.Touched(RecordKind.Organisation, OrganisationColumns)], cancellationToken));
        if (scope.TouchesRates)
        {
            touched.UnionWith(await GrantRates.RenewAsync(context, cancellationToken));
        }

        await RefreshAsync(context, [.. touched], scope.CopiedGrants, cancellationToken);
    }

    /// <summary>Works out of every grant what is another now, such as its amount in euros; what it was stays for answers about the past.</summary>
    public static async Task ReviseAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        await HoldSinceTheNewestAsync(context, cancellationToken);
        var grants = await context.Grants.Where(grant => grant.WithdrawnAt == null).Select(grant => grant.Id).ToListAsync(cancellationToken);
        await RefreshAsync(context, grants, withNew: false, cancellationToken);
    }

    /// <summary>Works out everything anew: the same as what publications made of it. What the index was in the past is lost.</summary>
    public static async Task RebuildAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        await HoldSinceTheNewestAsync(context, cancellationToken);
        await context.Database.ExecuteSqlAsync($"truncate grant_index, grant_groups, grant_group_recipients, grant_dictionary, grant_rates", cancellationToken);
        await context.Database.ExecuteSqlAsync($"delete from grant_counts where country_code is not null", cancellationToken);
        await context.Database.ExecuteSqlAsync($"delete from grant_recipient_sums", cancellationToken);
        await RefreshAsync(context, [], withNew: true, cancellationToken);
    }

    // What is worked out anew is held since the newest publication.
    private static Task<int> HoldSinceTheNewestAsync(PortalDbContext context, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"select set_config('portal.moment', coalesce((select max(published_at) from publications), now())::text, true)", cancellationToken);

    /// <param name="withNew">Whether grants that are not in the index yet come too; a million of them never are in memory.</param>
    private static async Task RefreshAsync(PortalDbContext context, List<Guid> touched, bool withNew, CancellationToken cancellationToken)
    {
        var count = touched.Count + (withNew ? await CountNewAsync(context, cancellationToken) : 0);
        if (count == 0)
        {
            return;
        }

        var (countries, payers) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await WithoutIndexesAsync(context, count >= ManyGrants, async () =>
        {
            foreach (var batch in touched.Order().Chunk(BatchSize))
            {
                await RefreshBatchAsync(batch);
            }

            if (withNew)
            {
                await ForNewAsync(context, RefreshBatchAsync, cancellationToken);
            }
        }, cancellationToken);
        await GrantCounting.RefreshAsync(context, [.. countries], cancellationToken);
        await GrantSumming.RefreshAsync(context, [.. payers], !withNew && count <= FewGrants ? [.. touched] : [], cancellationToken);

        async Task RefreshBatchAsync(Guid[] batch)
        {
            await GrantRates.EnsureAsync(context, batch, cancellationToken);
            var changes = await context.Database.SqlQuery<Changes>(
                $"select coalesce(countries, '{{}}') as countries, coalesce(payers, '{{}}') as payers from refresh_grant_index({batch})").SingleAsync(cancellationToken);
            countries.UnionWith(changes.Countries);
            payers.UnionWith(changes.Payers);
        }
    }

    private static async Task WithoutIndexesAsync(PortalDbContext context, bool without, Func<Task> fill, CancellationToken cancellationToken)
    {
        if (!without)
        {
            await fill();
            return;
        }

        // Those of the keys, which orders read, and of words and tags; the others are needed meanwhile.
        var indexes = await context.Database.SqlQuery<Index>(
            $"""
            select format('drop index %I', indexname) as removal, indexdef as definition from pg_indexes
            where schemaname = current_schema and tablename = 'grant_index' and (indexname = {GrantEntry.SearchIndex} or indexdef like '%\_key, grant_id)')
            """).ToListAsync(cancellationToken);
        foreach (var index in indexes)
        {
            await context.Database.ExecuteSqlRawAsync(index.Removal, cancellationToken);
        }

        await fill();
        await context.Database.ExecuteSqlAsync($"select set_config('maintenance_work_mem', {BuildMemory}, true)", cancellationToken);
        foreach (var index in indexes)
        {
            await context.Database.ExecuteSqlRawAsync(index.Definition, cancellationToken);
        }

        await context.Database.ExecuteSqlRawAsync("analyze grant_index", cancellationToken);
    }

    private static Task<int> CountNewAsync(PortalDbContext context, CancellationToken cancellationToken) => context.Database.SqlQuery<int>(
        $"select count(*)::int as \"Value\" from grants where withdrawn_at is null and not exists (select from grant_index where grant_id = id)").SingleAsync(cancellationToken);

    private static async Task ForNewAsync(PortalDbContext context, Func<Guid[], Task> refresh, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync(
            $"""
            declare new_grants no scroll cursor for
            select id as "Value" from grants where withdrawn_at is null and not exists (select from grant_index where grant_id = id) order by id
            """,
            cancellationToken);
        while (await context.Database.SqlQueryRaw<Guid>($"fetch {BatchSize} from new_grants").ToArrayAsync(cancellationToken) is { Length: > 0 } batch)
        {
            await refresh(batch);
        }

        await context.Database.ExecuteSqlAsync($"close new_grants", cancellationToken);
    }

    private static async Task<List<Guid>> OfProgrammesAsync(PortalDbContext context, Guid[] programmes, CancellationToken cancellationToken) => programmes.Length == 0
        ? []
        : await context.Database.SqlQuery<Guid>(
            $"""
            with recursive below (id) as (
              select unnest({programmes}) union select programme.id from programmes programme join below on programme.parent_id = below.id)
            select held.id as "Value" from grants held join below on held.programme_id = below.id
            """).ToListAsync(cancellationToken);

    private static async Task<List<Guid>> OfOrganisationsAsync(PortalDbContext context, Guid[] organisations, CancellationToken cancellationToken) => organisations.Length == 0
        ? []
        : await context.Database.SqlQuery<Guid>(
            $"""
            with recursive merged (id) as (
              select unnest({organisations})
              union select organisation.id from organisations organisation join merged on organisation.merged_into_id = merged.id)
            select held.id as "Value" from grants held join merged on held.funder_id = merged.id
            union select recipient.grant_id from grant_recipients recipient join merged on recipient.organisation_id = merged.id
            """).ToListAsync(cancellationToken);

    private sealed record Changes(string[] Countries, string[] Payers);

    private sealed record Index(string Removal, string Definition);
}
