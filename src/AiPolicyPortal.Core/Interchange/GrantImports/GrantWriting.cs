namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Writes the changes of many grants, as revisions name them, in a few statements; forwards from an import's effects, backwards from its revisions.</summary>
internal static class GrantWriting
{
    // What a total rests on; see FactsHistoryInterceptor, which sees records one by one.
    private const string Facts = "array['programme', 'amount', 'currency', 'awarded', 'start', 'funder_type', 'stage']";

    /// <summary>Takes the changes over.</summary>
    /// <param name="changing">Gives <c>grant_id</c>, <c>changes</c> and <c>withdraws</c>: whether the grant stops holding (true), begins again (false) or neither (null).</param>
    /// <param name="side">Of each pair of values the one that is taken: 1 for what comes after, 0 for what was before.</param>
    public static async Task ApplyAsync(
        ImportSql sql, string changing, int side, DateTimeOffset moment, string? reason, CancellationToken cancellationToken)
    {
        await sql.ExecuteAsync($"create temporary table changing on commit drop as {changing}", cancellationToken);
        await sql.ExecuteAsync("create index on changing (grant_id); analyze changing", cancellationToken);
        await sql.ExecuteAsync(
            $"""
            insert into grant_history (grant_id, programme_id, funder_type, stage, amount, currency_code, awarded_on, awarded_precision, start_on, start_precision,
              recorded_at, withdrawn_at)
            select held.id, held.programme_id, held.funder_type, held.stage, held.amount, held.currency_code, held.awarded_on, held.awarded_precision,
              held.start_on, held.start_precision, held.facts_recorded_at, coalesce(held.withdrawn_at, @moment)
            from changing join grants held on held.id = changing.grant_id
            where held.facts_recorded_at < coalesce(held.withdrawn_at, @moment) and (changing.changes ?| {Facts} or changing.withdraws is false)
            """,
            cancellationToken, ("moment", moment));
        await sql.ExecuteAsync(
            $"""
            update grants held set
              {Value("programme", "programme_id", $"(select id from programmes where reference = {After("programme")})")},
              {Value("title", "title", After("title"))},
              {Value("amount", "amount", After("amount") + "::numeric")},
              {Value("currency", "currency_code", After("currency"))},
              {DateOf("awarded", "awarded")}, {DateOf("start", "start")}, {DateOf("end", "end")},
              {Value("funder_type", "funder_type", After("funder_type"))},
              {Value("stage", "stage", After("stage"))},
              {Value("confidence", "confidence", After("confidence"))},
              {Value("source", "source_id", $"(select id from sources where reference = {After("source")})")},
              {Value("note", "note", After("note"))},
              {Value("url", "url", After("url"))},
              {Value("themes", "themes", $"coalesce(string_to_array({After("themes")}, ';'), array[]::text[])")},
              {Value("funder", "funder_id", OrganisationOf("funder"))},
              revision = held.revision + 1, updated_at = @moment,
              facts_recorded_at = case when changing.changes ?| {Facts} or changing.withdraws is false then @moment else held.facts_recorded_at end,
              withdrawn_at = case changing.withdraws when true then @moment when false then null else held.withdrawn_at end,
              withdrawn_reason = case changing.withdraws when true then @reason when false then null else held.withdrawn_reason end
            from changing where held.id = changing.grant_id
            """,
            cancellationToken, ("moment", moment), ("reason", reason));
        await sql.ExecuteAsync(
            $"""
            insert into grant_recipients (grant_id, position, name, role)
            select grant_id, 1, {After("recipient")}, 'recipient' from changing
            where {After("recipient")} is not null and not exists (select from grant_recipients first where first.grant_id = changing.grant_id and position = 1)
            """,
            cancellationToken);
        await sql.ExecuteAsync(
            $"""
            update grant_recipients first set
              {Value("recipient", "name", $"coalesce({After("recipient")}, first.name)")},
              {Value("recipient_country", "country_code", After("recipient_country"))},
              {Value(GrantComparison.Organisation, "organisation_id", OrganisationOf(GrantComparison.Organisation))},
              {Value(GrantComparison.Role, "role", After(GrantComparison.Role))},
              {Value(GrantComparison.Share, "amount", After(GrantComparison.Share) + "::numeric")},
              {Value(GrantComparison.ShareCurrency, "currency_code", After(GrantComparison.ShareCurrency))}
            from changing where first.grant_id = changing.grant_id and first.position = 1
              and changing.changes ?| array['recipient', 'recipient_country', '{GrantComparison.Organisation}', '{GrantComparison.Role}', '{GrantComparison.Share}', '{GrantComparison.ShareCurrency}']
            """,
            cancellationToken);
        await sql.ExecuteAsync(
            $"""
            delete from grant_recipients first using changing
            where first.grant_id = changing.grant_id and first.position = 1 and changing.changes ? 'recipient' and {After("recipient")} is null
            """,
            cancellationToken);
        await sql.ExecuteAsync(
            $"""
            update grant_originals stated set statement = ({After(GrantComparison.Statement)})::jsonb
            from changing where stated.grant_id = changing.grant_id and changing.changes ? '{GrantComparison.Statement}'
            """,
            cancellationToken);

        string After(string column) => $"(changing.changes -> '{column}' ->> {side})";

        string Value(string column, string name, string value) => $"{name} = case when changing.changes ? '{column}' then {value} else {name} end";

        string DateOf(string column, string name) =>
            $"{Value(column, name + "_on", $"portal_last_day({After(column)})")}, {Value(column, name + "_precision", $"portal_date_precision({After(column)})")}";

        string OrganisationOf(string column) => $"(select id from organisations where reference = {After(column)})";
    }
}
