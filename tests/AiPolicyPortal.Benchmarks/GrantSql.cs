namespace AiPolicyPortal.Benchmarks;

/// <summary>What the list and the file of grants hold, as one query of PostgreSQL's own: the measure to hold the portal to.</summary>
internal static class GrantSql
{
    public static string All { get; } = Select("grants");

    public static string Page { get; } = Select("(select * from grants order by id desc limit 50)");

    private static string Select(string grants) => OneLine(
        $"""
        select g.id, g.reference, g.title, p.reference, p.name, c.code, c.name_en, f.reference, f.name, r.name, o.reference, rc.code, rc.name_en,
            (select count(*) from grant_recipients n where n.grant_id = g.id), g.amount, g.currency_code, g.stage, g.awarded_on, g.awarded_precision,
            g.start_on, g.start_precision, g.end_on, g.end_precision, g.funder_type, g.confidence,
            array_to_string(case when cardinality(g.themes) > 0 then g.themes else p.themes end, ';'), s.reference, s.url, g.url, g.revision, g.updated_at
        from {grants} g
            left join programmes p on p.id = g.programme_id
            left join countries c on c.code = p.country_code
            left join organisations f on f.id = g.funder_id
            left join grant_recipients r on r.grant_id = g.id and r.position = 1
            left join organisations o on o.id = r.organisation_id
            left join countries rc on rc.code = r.country_code
            left join sources s on s.id = g.source_id
        order by g.id desc
        """);

    // psql reads \copy, and pgbench a statement, from one line.
    private static string OneLine(string sql) => string.Join(' ', sql.Split('\n', StringSplitOptions.TrimEntries));
}
