namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>
/// Finds the organisations that a file names among the portal's: by identifier, which is sure, then by the same name and by similar ones,
/// which a person confirms. One with an identifier that the portal does not know is proposed as new; any other stays a name.
/// </summary>
internal static class GrantMatching
{
    /// <summary>Similar names are looked for as long as this many of those named most often have none.</summary>
    public const int MostSimilar = 1000;

    private const string Named =
        """
        with named as (
          select recipient_key as key, recipient as name, recipient_identifier as identifier, recipient_country as country
          from grant_import_rows where import_id = @import and recipient_key is not null
          union all
          select funder_key, funder_name, funder_identifier, null from grant_import_rows where import_id = @import and funder_key is not null
          union all
          select part.key, part.name, part.identifier, part.country
          from grant_import_rows cross join lateral jsonb_to_recordset(more -> 'recipients') as part (key text, name text, identifier text, country text)
          where import_id = @import and more is not null),
        organisation as materialized (
          select key, coalesce(min(name collate "C"), min(identifier collate "C")) as name, min(identifier collate "C") as identifier,
            min(country collate "C") as country, count(*)::int as rows
          from named group by key),
        sure as materialized (
          select distinct on (organisation.key) organisation.key, coalesce(merge.survivor_id, held.id) as id
          from organisation join organisation_identifiers known on known.scheme = 'org-id' and known.value = organisation.identifier
          join organisations held on held.id = known.organisation_id
          left join organisation_merges merge on merge.organisation_id = held.id order by organisation.key, held.id),
        plain as (
          select id, country_code, btrim(portal_plain(unaccent(name))) as name from organisations where withdrawn_at is null and merged_into_id is null),
        same as materialized (
          select distinct on (organisation.key) organisation.key, plain.id
          from organisation join plain on plain.name = btrim(portal_plain(unaccent(organisation.name)))
          where not exists (select from sure where sure.key = organisation.key)
          order by organisation.key, plain.country_code = organisation.country desc nulls last, plain.id),
        alike as materialized (
          select rest.key, nearest.id, nearest.score
          from (
            select * from organisation where not exists (select from sure where sure.key = organisation.key)
              and not exists (select from same where same.key = organisation.key)
            order by rows desc, key limit @similar) rest
          cross join lateral (
            select held.id, similarity(lower(held.name), lower(rest.name)) as score from organisations held
            where lower(held.name) % lower(rest.name) and held.withdrawn_at is null and held.merged_into_id is null order by score desc, held.id limit 1) nearest
          where nearest.score >= 0.45),
        found as (
          select organisation.*, coalesce(sure.id, same.id, alike.id) as match_id,
            case when sure.id is not null then 'identifier' when same.id is not null then 'name' when alike.id is not null then 'similar' else 'none' end as match,
            coalesce(alike.score, case when sure.id is null and same.id is null then 0 else 1 end) as score,
            coalesce(nullif(left(btrim(regexp_replace(lower(unaccent(organisation.name)), '[^a-z0-9]+', '-', 'g'), '-'), 80), ''), 'organisation') as slug
          from organisation left join sure using (key) left join same using (key) left join alike using (key))
        """;

    private const string Insert = Named +
        """

        insert into grant_import_organisations
          (import_id, key, name, identifier, country_code, rows, match, score, match_id, decision, new_id, new_reference, new_type)
        select @import, key, left(name, 300), identifier, country, rows, match, score, match_id, case match when 'identifier' then 'match' else 'undecided' end,
          gen_random_uuid(),
          btrim(slug, '-') || case when row_number() over (partition by slug order by key) > 1 or exists (select from organisations where reference = btrim(slug, '-'))
            then '-' || left(md5(key), 8) else '' end,
          case when name ~* 'universit|école|ecole|college' then 'university' when name ~* 'institut|laborator|cnrs|inria' then 'research-institute'
            when name ~* '\m(ltd|limited|plc|gmbh|inc|llc|sas|sarl|s\.a\.)(\M|$)' then 'company'
            when name ~* '\m(council|ministry|ministère|mairie|commune|department)\M' then 'government' else 'nonprofit' end
        from found where match_id is not null or identifier is not null
        """;

    public static async Task RunAsync(ImportSql sql, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("delete from grant_import_organisations where import_id = @import", cancellationToken);
        await sql.ExecuteAsync(Insert, cancellationToken, ("similar", MostSimilar));
    }
}
