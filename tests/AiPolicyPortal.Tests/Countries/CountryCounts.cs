using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Countries;

/// <summary>What the starter data says of each country, counted from its files.</summary>
public static class CountryCounts
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Programmes { get; } = StarterFile.Read("programmes.csv");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Figures { get; } = StarterFile.Read("figures.csv");

    public static Dictionary<string, string> CountryOfProgramme { get; } = Programmes.ToDictionary(row => row["slug"], row => row["country"]);

    public static IReadOnlyDictionary<string, int> OfProgrammes { get; } = Programmes.CountBy(row => row["country"]).ToDictionary();

    public static IReadOnlyDictionary<string, int> OfFigures { get; } = Figures.CountBy(row => CountryOfProgramme[row["programme"]]).ToDictionary();

    public static IReadOnlyDictionary<string, int> OfGovernance { get; } = StarterFile.Read("governance.csv").CountBy(row => row["country"]).ToDictionary();

    public static IReadOnlyDictionary<string, int> OfOrganisations { get; } =
        StarterFile.Read("organisations.csv").Where(row => row["country"].Length > 0).CountBy(row => row["country"]).ToDictionary();

    /// <summary>Grants by the country of any recipient; the empty code for those of which none has one.</summary>
    public static IReadOnlyDictionary<string, int> OfGrants { get; } = Count(GrantCountries());

    /// <summary>Releases by the country of any developer; the empty code for those without.</summary>
    public static IReadOnlyDictionary<string, int> OfReleases { get; } = Count(StarterFile.Read("releases.csv")
        .Select(row => row["countries"].Split(';', StringSplitOptions.RemoveEmptyEntries)));

    private static IEnumerable<string[]> GrantCountries()
    {
        var further = StarterFile.Read("grant_recipients.csv").ToLookup(row => row["grant"], row => row["country"]);
        return StarterFile.Read("grants.csv").Select(row =>
            further[row["id"]].Append(row["recipient_country"]).Where(code => code.Length > 0).Distinct().ToArray());
    }

    private static Dictionary<string, int> Count(IEnumerable<string[]> countries) =>
        countries.SelectMany(codes => codes.Length == 0 ? [""] : codes).CountBy(code => code).ToDictionary();
}
