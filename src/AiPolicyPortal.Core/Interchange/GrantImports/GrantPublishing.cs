using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Publishes an import, or takes it back: one publication, written by a few statements over all rows.</summary>
internal static class GrantPublishing
{
    private const int ManyRows = 50_000;

    private const string NewOrganisations =
        """
        select found.* from grant_import_organisations found where found.import_id = @import and found.decision = 'new' and exists (
          select from grant_import_effects effect where effect.import_id = @import and found.new_id in (effect.funder_id, effect.recipient_id)
          union all
          select from grant_import_rows said cross join lateral jsonb_to_recordset(said.more -> 'recipients') as part (key text)
          where said.import_id = @import and said.more is not null and part.key = found.key)
        """;

    // One that was withdrawn, as an undone import does, and is named again by its identifier.
    private const string Reopened =
        """
        select distinct held.id, held.withdrawn_at from grant_import_organisations found join organisations held on held.id = found.match_id
        where found.import_id = @import and found.decision = 'match' and held.withdrawn_at is not null and exists (
          select from grant_import_effects effect where effect.import_id = @import and effect.effect <> 'unchanged' and held.id in (effect.funder_id, effect.recipient_id))
        """;

    // A recipient after the first, where its organisation was decided.
    private const string MoreRecipients =
        """
        insert into grant_recipients (grant_id, position, name, organisation_id, country_code, role, amount, currency_code)
        select effect.grant_id, part.position, part.name, case found.decision when 'match' then found.match_id when 'new' then found.new_id end, part.country,
          'recipient', part.amount, case when part.amount is not null then said.currency end
        from grant_import_rows said join grant_import_effects effect using (import_id, row)
        cross join lateral jsonb_to_recordset(said.more -> 'recipients') as part (position int, name text, country text, key text, amount numeric)
        left join grant_import_organisations found on found.import_id = said.import_id and found.key = part.key
        where said.import_id = @import and said.more is not null and effect.effect = 'created'
        """;

    // One that came with an import that was taken back is written anew.
    private const string Payments =
        """
        insert into grant_disbursements (id, reference, grant_id, paid_on, paid_precision, amount, currency_code, source_id, recorded_at)
        select gen_random_uuid(), part.reference, effect.grant_id, part.paid_on, part.precision, part.amount, said.currency, effect.source_id, @moment
        from grant_import_rows said join grant_import_effects effect using (import_id, row)
        cross join lateral jsonb_to_recordset(said.more -> 'payments') as part (reference text, paid_on date, precision text, amount numeric)
        where import_id = @import and said.more is not null
          and not exists (select from grant_disbursements held where held.reference = part.reference and held.withdrawn_at is null)
        on conflict (reference) do update set paid_on = excluded.paid_on, paid_precision = excluded.paid_precision, amount = excluded.amount,
          currency_code = excluded.currency_code, source_id = excluded.source_id, recorded_at = excluded.recorded_at, withdrawn_at = null
        """;

    // In the order of rows, in which the grants got their ids: a million written and referred to at random would be twice as slow.
    private const string Grants =
        """
        insert into grants (id, reference, revision, recorded_at, updated_at, programme_id, funder_id, title, amount, currency_code, awarded_on, awarded_precision,
          start_on, start_precision, end_on, end_precision, funder_type, stage, confidence, source_id, url, themes, note, facts_recorded_at)
        select effect.grant_id, said.reference, 1, @moment, @moment, effect.programme_id, effect.funder_id, said.title, said.amount, said.currency, said.awarded_on,
          said.awarded_precision, said.start_on, said.start_precision, said.end_on, said.end_precision, said.funder_type, said.stage, said.confidence,
          effect.source_id, said.url, said.themes, said.note, @moment
        from grant_import_rows said join grant_import_effects effect using (import_id, row) where import_id = @import and effect.effect = 'created'
        order by row
        """;

    private const string FirstRecipients =
        """
        insert into grant_recipients (grant_id, position, name, organisation_id, country_code, role, amount, currency_code)
        select effect.grant_id, 1, said.recipient, effect.recipient_id, said.recipient_country, coalesce(said.recipient_role, 'recipient'), said.recipient_share,
          case when said.recipient_share is not null then said.currency end
        from grant_import_rows said join grant_import_effects effect using (import_id, row)
        where import_id = @import and effect.effect = 'created' and said.recipient is not null
        order by row
        """;

    private const string Originals =
        """
        insert into grant_originals (grant_id, identifier, statement)
        select effect.grant_id, said.identifier, said.original from grant_import_rows said join grant_import_effects effect using (import_id, row)
        where import_id = @import and (said.original is not null or said.identifier <> said.reference)
        order by row
        on conflict (grant_id) do nothing
        """;

    /// <summary>Writes everything but the revisions.</summary>
    /// <returns>The grants that were there before.</returns>
    public static async Task<List<Guid>> WriteAsync(ImportSql sql, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("select set_config('work_mem', '64MB', true)", cancellationToken);
        await sql.ExecuteAsync(
            $"""
            insert into organisations (id, reference, revision, recorded_at, updated_at, name, country_code, type)
            select new_id, new_reference, 1, @moment, @moment, name, country_code, new_type from ({NewOrganisations}) as found
            """,
            cancellationToken, ("moment", moment));
        await sql.ExecuteAsync(
            $"insert into organisation_identifiers (organisation_id, scheme, value) select new_id, 'org-id', identifier from ({NewOrganisations}) as found where identifier is not null",
            cancellationToken);
        await sql.ExecuteAsync($"create temporary table reopened on commit drop as {Reopened}", cancellationToken);
        await sql.ExecuteAsync(
            """
            update organisations held set withdrawn_at = null, withdrawn_reason = null, revision = held.revision + 1, updated_at = @moment
            from reopened where held.id = reopened.id
            """,
            cancellationToken, ("moment", moment));
        var created = await sql.ExecuteAsync(Grants, cancellationToken, ("moment", moment));
        await sql.ExecuteAsync(FirstRecipients, cancellationToken);
        await sql.ExecuteAsync(MoreRecipients, cancellationToken);
        await sql.ExecuteAsync(Payments, cancellationToken, ("moment", moment));
        await sql.ExecuteAsync(Originals, cancellationToken);
        await GrantWriting.ApplyAsync(
            sql,
            "select grant_id, changes, case effect when 'reinstated' then false end as withdraws from grant_import_effects where import_id = @import and effect in ('changed', 'reinstated')",
            1, moment, null, cancellationToken);
        if (created > ManyRows)
        {
            await sql.ExecuteAsync("analyze grants; analyze grant_recipients", cancellationToken);
        }

        return await sql.ListAsync(
            "select grant_id from grant_import_effects where import_id = @import and effect in ('changed', 'reinstated')", reader => reader.GetGuid(0), cancellationToken);
    }

    public static async Task ReviseAsync(ImportSql sql, Publication publication, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync(
            """
            insert into revisions (id, publication_number, record_kind, record_id, reference, number, change, changes)
            (select gen_random_uuid(), @publication, 'grant', effect.grant_id, said.reference, 1, 'created', '{}'::jsonb
            from grant_import_effects effect join grant_import_rows said using (import_id, row) where import_id = @import and effect.effect = 'created'
            order by row)
            union all
            select gen_random_uuid(), @publication, 'grant', effect.grant_id, held.reference, held.revision, 'changed', effect.changes
            from grant_import_effects effect join grants held on held.id = effect.grant_id where effect.import_id = @import and effect.effect in ('changed', 'reinstated')
            """,
            cancellationToken, ("publication", publication.Number));
        await sql.ExecuteAsync(
            $$"""
            insert into revisions (id, publication_number, record_kind, record_id, reference, number, change, changes)
            select gen_random_uuid(), @publication, 'organisation', new_id, new_reference, 1, 'created', '{}'::jsonb from ({{NewOrganisations}}) as found
            union all
            select gen_random_uuid(), @publication, 'organisation', held.id, held.reference, held.revision, 'changed', jsonb_build_object('{{GrantComparison.WithdrawnAt}}',
              jsonb_build_array(to_char(reopened.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), null))
            from reopened join organisations held on held.id = reopened.id
            """,
            cancellationToken, ("publication", publication.Number));
    }

    /// <summary>The records of a publication that were published again since, so that it cannot be taken back; a few of them by name.</summary>
    public static Task<List<string>> EditedSinceAsync(ImportSql sql, long publication, CancellationToken cancellationToken) => sql.ListAsync(
        """
        select done.reference from revisions done where done.publication_number = @publication and exists (
          select from revisions later where later.record_kind = done.record_kind and later.record_id = done.record_id and later.number > done.number)
        order by done.reference limit 20
        """,
        reader => reader.GetString(0), cancellationToken, ("publication", publication));

    /// <summary>Takes a publication's grants and organisations back to what they were; those it created are withdrawn.</summary>
    /// <returns>The grants that hold another value now, or none.</returns>
    public static async Task<List<Guid>> UndoAsync(ImportSql sql, long publication, DateTimeOffset moment, string reason, CancellationToken cancellationToken)
    {
        await GrantWriting.ApplyAsync(
            sql,
            $$"""
            select done.record_id as grant_id, done.changes - '{{GrantComparison.WithdrawnAt}}' as changes,
              case when done.change = 'created' or done.changes ? '{{GrantComparison.WithdrawnAt}}' then true end as withdraws
            from revisions done where done.publication_number = {{publication}} and done.record_kind = 'grant'
            """,
            0, moment, reason, cancellationToken);
        await sql.ExecuteAsync(
            """
            update grant_disbursements payment set withdrawn_at = @moment from changing
            where payment.grant_id = changing.grant_id and payment.withdrawn_at is null
              and (changing.withdraws or changing.changes ? ('grant_disbursements[' || payment.reference || '].amount'))
            """,
            cancellationToken, ("moment", moment));
        await sql.ExecuteAsync(
            $$"""
            update organisations held set withdrawn_at = @moment, withdrawn_reason = @reason, revision = held.revision + 1, updated_at = @moment
            from revisions done
            where done.publication_number = @publication and done.record_kind = 'organisation' and held.id = done.record_id
              and (done.change = 'created' or done.changes ? '{{GrantComparison.WithdrawnAt}}')
              and not exists (select from grants funded where funded.funder_id = held.id and funded.withdrawn_at is null)
              and not exists (
                select from grant_recipients received join grants owner on owner.id = received.grant_id where received.organisation_id = held.id and owner.withdrawn_at is null)
              and not exists (select from programmes led where led.lead_organisation_id = held.id)
              and not exists (select from release_developers developed where developed.organisation_id = held.id)
              and not exists (select from release_funding paid where paid.organisation_id = held.id)
              and not exists (select from organisations merged where merged.merged_into_id = held.id)
            """,
            cancellationToken, ("moment", moment), ("reason", reason), ("publication", publication));
        return await sql.ListAsync("select grant_id from changing", reader => reader.GetGuid(0), cancellationToken);
    }

    public static Task ReviseUndoneAsync(ImportSql sql, long publication, Publication undo, CancellationToken cancellationToken) => sql.ExecuteAsync(
        $$"""
        insert into revisions (id, publication_number, record_kind, record_id, reference, number, change, changes)
        select gen_random_uuid(), @undo, 'grant', held.id, held.reference, held.revision, case changing.withdraws when true then 'withdrawn' else 'changed' end,
          coalesce((select jsonb_object_agg(key, jsonb_build_array(value -> 1, value -> 0)) from jsonb_each(changing.changes)), '{}')
            || case changing.withdraws when true then jsonb_build_object('{{GrantComparison.WithdrawnAt}}', jsonb_build_array(null, @instant)) else '{}' end
        from changing join grants held on held.id = changing.grant_id
        union all
        select gen_random_uuid(), @undo, 'organisation', held.id, held.reference, held.revision, 'withdrawn',
          jsonb_build_object('{{GrantComparison.WithdrawnAt}}', jsonb_build_array(null, @instant))
        from revisions done join organisations held on held.id = done.record_id
        where done.publication_number = @publication and done.record_kind = 'organisation' and held.withdrawn_at = @moment
        """,
        cancellationToken, ("undo", undo.Number), ("instant", Instant.Write(undo.PublishedAt)), ("publication", publication), ("moment", undo.PublishedAt));
}
