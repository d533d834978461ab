namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>What each row of an import would do to the portal's grants, for all rows at once.</summary>
internal static class GrantComparison
{
    /// <summary>How a publication names the organisation, the role and the share of a grant's first recipient.</summary>
    public const string Organisation = "grant_recipients[1].organisation";

    public const string Role = "grant_recipients[1].role";
    public const string Share = "grant_recipients[1].amount";
    public const string ShareCurrency = "grant_recipients[1].currency";

    /// <summary>How a publication names what a source stated beyond the portal's columns.</summary>
    public const string Statement = "statement";

    /// <summary>How a publication names the instant of a withdrawal.</summary>
    public const string WithdrawnAt = "records.withdrawn_at";

    private const int MostDuplicates = 1000;

    // Target, the column of a revision, what the portal has, what the row says, and whether an empty cell says nothing.
    private static readonly (string Target, string Column, string Before, string After, bool EmptySaysNothing)[] Columns =
    [
        ("programme", "programme", "held_programme.reference", "said.programme", false),
        ("title", "title", "held.title", "said.title", false),
        ("recipient", "recipient", "first.name", "said.recipient", true),
        ("recipient_country", "recipient_country", "first.country_code", "said.recipient_country", true),
        ("amount", "amount", "held.amount", "said.amount", false),
        ("currency", "currency", "held.currency_code", "said.currency", false),
        ("awarded", "awarded", "portal_date_text(held.awarded_on, held.awarded_precision)", "portal_date_text(said.awarded_on, said.awarded_precision)", false),
        ("funder_type", "funder_type", "held.funder_type", "said.funder_type", false),
        ("stage", "stage", "held.stage", "said.stage", false),
        ("confidence", "confidence", "held.confidence", "said.confidence", false),
        ("source", "source", "held_source.reference", "said.source", false),
        ("note", "note", "held.note", "said.note", false),
        ("start", "start", "portal_date_text(held.start_on, held.start_precision)", "portal_date_text(said.start_on, said.start_precision)", false),
        ("end", "end", "portal_date_text(held.end_on, held.end_precision)", "portal_date_text(said.end_on, said.end_precision)", false),
        ("url", "url", "held.url", "said.url", false),
        ("themes", "themes", "nullif(array_to_string(held.themes, ';'), '')", "nullif(array_to_string(said.themes, ';'), '')", false),
        ("funder", "funder", "held_funder.reference", FunderReference, true),
        ("recipient_role", Role, "first.role", "said.recipient_role", true),
        ("recipient_share", Share, "first.amount", "said.recipient_share", true),
        ("recipient_share", ShareCurrency, "first.currency_code", "case when said.recipient_share is not null then said.currency end", true),
        ("recipient", Organisation, "held_recipient.reference", RecipientReference, true),
    ];

    private const string FunderReference =
        "coalesce(said_funder.reference, case found_funder.decision when 'match' then match_funder.reference when 'new' then found_funder.new_reference end)";

    private const string RecipientReference =
        "coalesce(said_recipient.reference, case found_recipient.decision when 'match' then match_recipient.reference when 'new' then found_recipient.new_reference end)";

    // Payments that the portal does not hold yet, each value named as a data folder's import names it.
    private const string NewPayments =
        """
        case when held.id is not null and said.more is not null then (
          select jsonb_object_agg('grant_disbursements[' || part.reference || '].' || value.name, jsonb_build_array(null, value.text))
          from jsonb_to_recordset(said.more -> 'payments') as part (reference text, paid_on date, precision text, amount numeric)
          cross join lateral (values ('date', portal_date_text(part.paid_on, part.precision)), ('amount', part.amount::text), ('currency', said.currency)) as value (name, text)
          where not exists (select from grant_disbursements known where known.reference = part.reference and known.withdrawn_at is null)) end
        """;

    private static readonly string[] FunderTargets = ["funder", "funder_name", "funder_identifier"];
    private static readonly string[] RecipientTargets = ["recipient", "recipient_identifier", "recipient_organisation"];

    /// <summary>Writes the effects anew.</summary>
    public static async Task RunAsync(ImportSql sql, GrantMapping mapping, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("delete from grant_import_effects where import_id = @import", cancellationToken);
        await sql.ExecuteAsync("insert into grant_import_effects " + Select(mapping), cancellationToken);
    }

    /// <summary>Whether the effects are other ones by now, because the portal changed. What rows name may be gone besides: see <see cref="GrantImportChecks.FailsAsync"/>.</summary>
    public static Task<bool> DiffersAsync(ImportSql sql, GrantMapping mapping, CancellationToken cancellationToken)
    {
        const string columns = "row, effect, changes, programme_id, funder_id, source_id, recipient_id, case when effect <> 'created' then grant_id end";
        return sql.ScalarAsync<bool>(
            $"""
            with fresh as materialized ({Select(mapping)}), kept as (select * from grant_import_effects where import_id = @import)
            select exists (select {columns} from fresh except select {columns} from kept) or (select count(*) from fresh) <> (select count(*) from kept)
            """,
            cancellationToken);
    }

    public static async Task FindDuplicatesAsync(ImportSql sql, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync("delete from grant_import_duplicates where import_id = @import", cancellationToken);
        await sql.ExecuteAsync(
            """
            insert into grant_import_duplicates (import_id, row, other_row)
            select @import, row, first from (
              select min(row) as first, array_agg(row order by row) as rows from grant_import_rows
              where import_id = @import and recipient is not null and amount is not null and awarded_on is not null
              group by lower(recipient), amount, currency, awarded_on, awarded_precision having count(*) > 1) twice
            cross join lateral unnest(rows[2:]) as row
            """,
            cancellationToken);
        await sql.ExecuteAsync(
            """
            insert into grant_import_duplicates (import_id, row, other_reference)
            select distinct on (said.row) @import, said.row, held.reference
            from grant_import_rows said
            join grants held on held.amount = said.amount and held.awarded_on = said.awarded_on and held.currency_code = said.currency
              and held.awarded_precision = said.awarded_precision and held.reference <> said.reference and held.withdrawn_at is null
            join grant_recipients first on first.grant_id = held.id and first.position = 1 and lower(first.name) = lower(said.recipient)
            where said.import_id = @import
            order by said.row, held.reference
            """,
            cancellationToken);
    }

    /// <summary>Counts and sums of the effects, without the faults.</summary>
    public static async Task<GrantImportResult> SummariseAsync(ImportSql sql, long latest, CancellationToken cancellationToken)
    {
        var effects = (await sql.ListAsync(
            "select effect, count(*)::int from grant_import_effects where import_id = @import group by effect",
            reader => (Effect: reader.GetString(0), Count: reader.GetInt32(1)), cancellationToken)).ToDictionary(row => row.Effect, row => row.Count, StringComparer.Ordinal);
        var sums = await sql.ListAsync(
            """
            select currency, sum(new_grants)::int, sum(new_amount), sum(changed_grants)::int, sum(before), sum(after) from (
              select said.currency, count(said.amount) filter (where effect.effect in ('created', 'reinstated')) as new_grants,
                coalesce(sum(said.amount) filter (where effect.effect in ('created', 'reinstated')), 0) as new_amount,
                count(said.amount) filter (where effect.effect = 'changed') as changed_grants, 0 as before,
                coalesce(sum(said.amount) filter (where effect.effect = 'changed'), 0) as after
              from grant_import_effects effect join grant_import_rows said using (import_id, row) where import_id = @import and effect.effect <> 'unchanged'
              group by said.currency
              union all
              select held.currency_code, 0, 0, 0, coalesce(sum(held.amount), 0), 0
              from grant_import_effects effect join grants held on held.id = effect.grant_id
              where import_id = @import and effect.effect = 'changed' group by held.currency_code) as part
            group by currency order by currency
            """,
            reader => new ImportSum(reader.GetString(0), reader.GetInt32(1), reader.GetDecimal(2), reader.GetInt32(3), reader.GetDecimal(4), reader.GetDecimal(5)),
            cancellationToken);
        var (inFile, inPortal) = (await sql.ListAsync(
            "select count(other_row)::int, count(other_reference)::int from grant_import_duplicates where import_id = @import",
            reader => (reader.GetInt32(0), reader.GetInt32(1)), cancellationToken))[0];
        var undecided = await sql.ScalarAsync<long>(
            "select count(*) from grant_import_organisations where import_id = @import and decision = 'undecided'", cancellationToken);
        int Of(string effect) => effects.GetValueOrDefault(effect);
        return new GrantImportResult(
            0, 0, new Dictionary<string, int>(), Of("created"), Of("changed"), Of("unchanged"), Of("reinstated"), sums, inFile, inPortal, (int)undecided, latest);
    }

    /// <summary>Lists of duplicates are for people to read: only so many of them are kept.</summary>
    public static Task KeepFewDuplicatesAsync(ImportSql sql, CancellationToken cancellationToken) => sql.ExecuteAsync(
        """
        delete from grant_import_duplicates where ctid in (
          select ctid from grant_import_duplicates where import_id = @import order by row offset @most)
        """,
        cancellationToken, ("most", MostDuplicates));

    private static string Select(GrantMapping mapping)
    {
        bool Says(string target) => target switch
        {
            "funder" => FunderTargets.Any(mapping.Says),
            "recipient" => RecipientTargets.Any(mapping.Says),
            _ => mapping.Says(target),
        };
        var changes = Columns.Where(column => Says(column.Target)).Select(column =>
            $"'{column.Column}', case when {(column.EmptySaysNothing ? $"{column.After} is not null and " : "")}{column.Before} is distinct from {column.After} "
            + $"then jsonb_build_array(({column.Before})::text, ({column.After})::text) end").ToList();
        changes.Add(
            $"'{Statement}', case when said.original is not null and stated.statement is distinct from said.original then jsonb_build_array(stated.statement::text, said.original::text) end");
        changes.Add(
            $$"""'{{WithdrawnAt}}', case when held.withdrawn_at is not null then jsonb_build_array(to_char(held.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), null) end""");
        return
            $$"""
            select import_id, row, grant_id,
              case when revision is null then 'created' when changes ? '{{WithdrawnAt}}' then 'reinstated' when changes = '{}' then 'unchanged' else 'changed' end as effect,
              nullif(changes, '{}') as changes, programme_id, funder_id, source_id, recipient_id
            from (
              select said.import_id, said.row, coalesce(held.id, said.grant_id) as grant_id, held.revision,
                case when held.id is not null then jsonb_strip_nulls(jsonb_build_object({{string.Join(",\n      ", changes)}})) || coalesce({{NewPayments}}, '{}') end as changes,
                said_programme.id as programme_id,
                coalesce(said_funder.id, case found_funder.decision when 'match' then match_funder.id when 'new' then found_funder.new_id end) as funder_id,
                said_source.id as source_id,
                coalesce(said_recipient.id, case found_recipient.decision when 'match' then match_recipient.id when 'new' then found_recipient.new_id end) as recipient_id
              from grant_import_rows said
              left join programmes said_programme on said_programme.reference = said.programme
              left join sources said_source on said_source.reference = said.source
              left join organisations said_funder on said_funder.reference = said.funder
              left join organisations said_recipient on said_recipient.reference = said.recipient_organisation
              left join grant_import_organisations found_funder on found_funder.import_id = said.import_id and found_funder.key = said.funder_key
              left join organisations match_funder on match_funder.id = found_funder.match_id
              left join grant_import_organisations found_recipient on found_recipient.import_id = said.import_id and found_recipient.key = said.recipient_key
              left join organisations match_recipient on match_recipient.id = found_recipient.match_id
              left join grants held on held.reference = said.reference
              left join programmes held_programme on held_programme.id = held.programme_id
              left join sources held_source on held_source.id = held.source_id
              left join organisations held_funder on held_funder.id = held.funder_id
              left join grant_recipients first on first.grant_id = held.id and first.position = 1
              left join organisations held_recipient on held_recipient.id = first.organisation_id
              left join grant_originals stated on stated.grant_id = held.id
              where said.import_id = @import) compared
            """;
    }
}
