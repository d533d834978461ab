using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Governance;

public static class GovernanceColumns
{
    public static Table<GovernanceItem> Table { get; } = new Table<GovernanceItem>(
        "governance", "Governance measures", "One strategy, law, oversight body, ethics framework, safety institute, standard or licensing rule")
        .Reference("ref", "Public reference of the measure; it does not change", measure => measure.Ref)
        .Text("name", "Name", measure => measure.Name)
        .Country("country", "Country whose measure it is", measure => measure.Country)
        .Code<GovernanceType>("type", "What kind of measure it is", measure => measure.Type)
        .Date("adopted", "When it was adopted", measure => measure.Adopted)
        .Code<GovernanceStatus>("status", "State of the measure", measure => measure.Status)
        .Text("status_note", "The state in the source's words", measure => measure.StatusNote)
        .Text("body", "The body responsible", measure => measure.Body)
        .Text("description", "What it is", measure => measure.Description)
        .Whole("link_count", "Links to the programmes and releases it bears on", measure => measure.LinkCount)
        .Revision(measure => measure.Revision, measure => measure.UpdatedAt);
}
