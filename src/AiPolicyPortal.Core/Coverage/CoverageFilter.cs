using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Coverage;

/// <summary>Of which countries the coverage is asked for, and in which order.</summary>
public sealed record CoverageFilter(AnyOf<string> Country, Order Order)
{
    public static SortKeys<CoverageRow> SortKeys { get; } = new SortKeys<CoverageRow>(row => row.Country.Code, "-figures")
        .Add("name", row => row.Country.Name)
        .Add("nameFr", row => row.Country.NameFr)
        .Add("programmes", row => row.Counts.Programmes)
        .Add("figures", row => row.Counts.Figures)
        .Add("official", row => row.Counts.OfficialShare ?? -1)
        .Add("undisclosed", row => row.Counts.UndisclosedShare ?? -1)
        .Add("newest", row => row.Counts.NewestOn)
        .Add("grants", row => row.Counts.Grants)
        .Add("releases", row => row.Counts.Releases)
        .Add("governance", row => row.Counts.Governance);

    public static CoverageFilter Read(QueryParameters parameters) => new(parameters.CountryCodes("country"), SortKeys.Read(parameters));
}
