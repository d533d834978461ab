using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Countries;

public static class CountryColumns
{
    public static Table<CountryItem> Table { get; } = new Table<CountryItem>(
        "countries", "Countries", "One country, the European Union or the international bodies, with how many records there are of it")
        .Reference("code", "ISO 3166-1 alpha-2 code, EU for the European Union or INT for international bodies", country => country.Code)
        .Text("name", "Name in English", country => country.Name)
        .Text("name_fr", "Name in French", country => country.NameFr)
        .Code<CountryKind>("kind", "What it is", country => country.Kind)
        .Text("region", "Region of the world", country => country.Region)
        .Text("subregion", "Part of the region", country => country.Subregion)
        .Text("currency", "Its currency: ISO 4217 code; empty where there is none or several", country => country.Currency)
        .Whole("programme_count", "Its programmes", country => country.ProgrammeCount)
        .Whole("figure_count", "Figures of its programmes", country => country.FigureCount)
        .Whole("grant_count", "Grants with a recipient there, whoever pays; each once", country => country.GrantCount)
        .Whole("programme_grant_count", "Grants made under its programmes, wherever the recipients are", country => country.ProgrammeGrantCount)
        .Whole("release_count", "Releases with a developer there", country => country.ReleaseCount)
        .Whole("governance_count", "Its governance measures", country => country.GovernanceCount)
        .Whole("organisation_count", "Organisations there", country => country.OrganisationCount)
        .Instant("updated_at", "When the newest of its programmes, their figures, its measures, releases and organisations came or changed", country => country.UpdatedAt);
}
