namespace AiPolicyPortal.Benchmarks;

/// <summary>What a run measures, and how large.</summary>
/// <param name="Scenario">One of those that <see cref="Scenarios"/> names.</param>
/// <param name="Folder">Where the databases are kept from run to run; null where they are not.</param>
/// <param name="PostGraphile">Where npm installed it; null where it is not to be measured.</param>
/// <param name="Directus">The same of Directus.</param>
internal sealed record Plan(string Scenario, int Grants, int Figures, int Rounds, int Requests, string? Folder, string? PostGraphile, string? Directus)
{
    public const string Scenarios =
        """
        What to measure.
        pages: dashboards, countries and comparisons, with few grants and with many.
        grants: lists, facets, groups and the explorer, and a tenth of the grants beside them.
        rates: pages of grants a second beside pgbench, and from memory beside a server of constant bytes.
        exports: CSV, Parquet and workbook of everything beside psql, the process's memory, and searches meanwhile.
        imports: a CSV of grants with every check beside bare COPY, the process's memory, and how soon it stops.
        walk: how soon a correction is seen, and a walk through all pages while grants come, change and go.
        totals: world totals of figures.
        tenfold: searches and facets with ten times the grants; not in "all", it takes 25 GB.

        """;

    public bool Covers(string scenario) => Scenario == "all" || Scenario == scenario;
}
