namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>The checks that need all rows, or the portal; each is one statement.</summary>
internal static class GrantImportChecks
{
    /// <summary>So many faults are kept for people to read; all are counted.</summary>
    public const int MostKept = 10_000;

    // Each gives row, column, value, code and expectation.
    private static readonly string[] OfRows =
    [
        $$"""
        select said.row, 'id' as "column", said.identifier as value, '{{FaultCodes.DuplicateKey}}' as code,
          'Each grant once; row ' || twice.first || ' has this identifier already.' as expectation
        from (select reference, min(row) as first from grant_import_rows where import_id = @import group by reference having count(*) > 1) twice
        join grant_import_rows said on said.import_id = @import and said.reference = twice.reference and said.row > twice.first
        """,
        $$"""
        select said.row, 'id', said.identifier, '{{FaultCodes.DuplicateKey}}', 'An identifier that no other grant of the portal has; ' || stated.identifier || ' is too alike.'
        from grant_import_rows said join grants held on held.reference = said.reference join grant_originals stated on stated.grant_id = held.id
        where said.import_id = @import and stated.identifier <> said.identifier
        """,
        $$"""
        select said.row, 'id', said.identifier, '{{FaultCodes.Withdrawn}}', 'A grant that holds; the portal withdrew this one. Leave the row out.'
        from grant_import_rows said join grants held on held.reference = said.reference
        where said.import_id = @import and held.withdrawn_at is not null and not {{TakenBack("grant")}}
        """,
        Missing("programme", "programmes", "programme"),
        Missing("source", "sources", "source"),
        Missing("funder", "organisations", "organisation"),
        Missing("recipient_organisation", "organisations", "organisation"),
        $$"""
        select said.row, 'payment_1_amount', part.reference, '{{FaultCodes.PublishedFact}}',
          'What the portal holds of this payment; it cannot change. Withdraw it in the portal and record a new one.'
        from grant_import_rows said cross join lateral jsonb_to_recordset(said.more -> 'payments') as part (reference text, paid_on date, precision text, amount numeric)
        join grant_disbursements held on held.reference = part.reference
        where said.import_id = @import and said.more is not null
          and held.withdrawn_at is null
          and (held.amount, held.paid_on, held.paid_precision, held.currency_code) is distinct from (part.amount, part.paid_on, part.precision, said.currency)
        """,
        $$"""
        select said.row, 'payment_1_amount', part.reference, '{{FaultCodes.Withdrawn}}', 'A payment that holds; the portal withdrew this one. Leave it out.'
        from grant_import_rows said cross join lateral jsonb_to_recordset(said.more -> 'payments') as part (reference text)
        join grant_disbursements held on held.reference = part.reference
        where said.import_id = @import and said.more is not null and held.withdrawn_at is not null and not exists (
          select from grant_imports undone join publications taken on taken.number = undone.undo_number where taken.published_at = held.withdrawn_at)
        """,
        $$"""
        select said.row, said.target, said.identifier, '{{FaultCodes.Withdrawn}}',
          'An organisation that holds; the portal withdrew ' || held.reference || '. Leave the identifier out, or give that of another.'
        from (
          select row, 'recipient_identifier' as target, recipient_identifier as identifier from grant_import_rows where import_id = @import and recipient_identifier is not null
          union all
          select row, 'funder_identifier', funder_identifier from grant_import_rows where import_id = @import and funder_identifier is not null
          union all
          select row, 'recipient_' || part.position, part.identifier
          from grant_import_rows cross join lateral jsonb_to_recordset(more -> 'recipients') as part (position int, identifier text)
          where import_id = @import and more is not null) said
        join organisation_identifiers known on known.scheme = 'org-id' and known.value = said.identifier
        join organisations held on held.id = known.organisation_id
        where held.withdrawn_at is not null and held.merged_into_id is null and not {{TakenBack("organisation")}}
        """,
        $$"""
        select said.row, 'recipient_' || part.position, part.name, '{{FaultCodes.RecipientDiffers}}',
          'The recipient that the portal holds in this place, ' || coalesce(held.name, 'none') || '; change recipients after the first in the portal or by a data folder.'
        from grant_import_rows said cross join lateral jsonb_to_recordset(said.more -> 'recipients') as part (position int, name text, country text, amount numeric)
        join grants owner on owner.reference = said.reference
        left join grant_recipients held on held.grant_id = owner.id and held.position = part.position
        where said.import_id = @import and said.more is not null
          and (held.name, held.country_code, held.amount) is distinct from (part.name, part.country, part.amount)
        """,
    ];

    // Organisations that were matched or proposed when the rows were checked, and cannot be by now.
    private static readonly string Organisations =
        $"""
        select found.key from grant_import_organisations found join organisations held on held.id = found.match_id
        where found.import_id = @import and found.decision = 'match' and (held.merged_into_id is not null or held.withdrawn_at is not null and not {TakenBack("organisation")})
        union all
        select found.key from grant_import_organisations found where found.import_id = @import and found.decision = 'new' and (
          exists (select from organisations held where held.reference = found.new_reference)
          or exists (select from organisation_identifiers known where known.scheme = 'org-id' and known.value = found.identifier))
        """;

    // What editors changed after the last import that touched the grant is not undone by another.
    private const string Edited =
        $$"""
        select effect.row, changed as "column", effect.changes -> changed ->> 1 as value, '{{FaultCodes.EditedInPortal}}' as code,
          'Edited in the portal since the last import, which has ' || coalesce(effect.changes -> changed ->> 0, 'nothing') || ' there; take that over into the file.' as expectation
        from grant_import_effects effect cross join lateral jsonb_object_keys(effect.changes) as changed
        where effect.import_id = @import and effect.effect in ('changed', 'reinstated') and exists (
          select from revisions revision join publications publication on publication.number = revision.publication_number
          where revision.record_kind = 'grant' and revision.record_id = effect.grant_id and publication.kind = 'edit'
            and (revision.changes ? changed or revision.change = 'created') and not exists (
              select from revisions later join publications other on other.number = later.publication_number
              where later.record_kind = 'grant' and later.record_id = effect.grant_id and later.number > revision.number and other.kind = 'import'))
        """;

    /// <summary>The faults that the rows and the portal say together.</summary>
    public static async Task<Dictionary<string, int>> RunAsync(ImportSql sql, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var check in OfRows)
        {
            await AddAsync(sql, check, counts, cancellationToken);
        }

        return counts;
    }

    public static async Task<Dictionary<string, int>> RunEditedAsync(ImportSql sql, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (await sql.ScalarAsync<bool>("select exists (select from publications where kind = 'edit')", cancellationToken))
        {
            await AddAsync(sql, Edited, counts, cancellationToken);
        }

        return counts;
    }

    /// <summary>Whether the portal has come to lack, or to hold already, what the rows name; for an import that was checked a while ago.</summary>
    public static Task<bool> FailsAsync(ImportSql sql, CancellationToken cancellationToken) => sql.ScalarAsync<bool>(
        $"select {string.Join(" or ", OfRows.Append(Organisations).Select(check => $"exists ({check})"))}", cancellationToken);

    private static async Task AddAsync(ImportSql sql, string check, Dictionary<string, int> counts, CancellationToken cancellationToken)
    {
        var found = await sql.ListAsync(
            $"""
            with found (row, target, value, code, expectation) as materialized ({check}),
            kept as (select count(*)::int as faults from grant_import_faults where import_id = @import),
            added as (
              insert into grant_import_faults (import_id, number, row, target, value, code, expectation)
              select @import, kept.faults + row_number() over (order by found.row, found.target), found.row, found.target, left(found.value, 200), found.code, found.expectation
              from found cross join kept order by found.row, found.target limit greatest(0, @most - (select faults from kept)))
            select code, count(*)::int from found group by code
            """,
            reader => (Code: reader.GetString(0), Count: reader.GetInt32(1)), cancellationToken, ("most", MostKept));
        foreach (var (code, count) in found)
        {
            counts[code] = counts.GetValueOrDefault(code) + count;
        }
    }

    // Withdrawn by nobody but the undoing of an import.
    private static string TakenBack(string kind) =>
        $"""
        exists (
          select from revisions revision join grant_imports undone on undone.undo_number = revision.publication_number
          where revision.record_kind = '{kind}' and revision.record_id = held.id and revision.number = held.revision)
        """;

    private static string Missing(string column, string table, string noun) =>
        $"""
        select said.row, '{column}' as "column", said.{column} as value, '{FaultCodes.UnknownReference}' as code, 'The reference of {noun.Article()} {noun} of the portal.' as expectation
        from grant_import_rows said left join {table} known on known.reference = said.{column} and known.withdrawn_at is null
        where said.import_id = @import and said.{column} is not null and known.id is null
        """;

    private static string Article(this string noun) => noun.StartsWith('o') ? "an" : "a";
}
