using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Programmes;

public static class ProgrammeColumns
{
    public static Table<ProgrammeItem> Table { get; } = new Table<ProgrammeItem>("programmes", "Programmes", "One funding programme, with the programme it is part of")
        .Reference("ref", "Public reference of the programme; it does not change", programme => programme.Ref)
        .Text("name", "Name in English", programme => programme.Name)
        .Text("name_original", "Name in its own language", programme => programme.NameOriginal)
        .Country("country", "Country whose programme it is", programme => programme.Country)
        .Label("lead_organisation", "The organisation that leads it", programme => programme.LeadOrganisation, "organisations")
        .Label("parent", "The programme it is part of", programme => programme.Parent, "programmes")
        .Date("start", "When it begins", programme => programme.Start)
        .Date("end", "When it ends", programme => programme.End)
        .Code<ProgrammeStatus>("status", "State of the programme", programme => programme.Status)
        .Text("status_note", "The state in the source's words", programme => programme.StatusNote)
        .Codes("themes", "What the money is for", programme => programme.Themes)
        .Code<OpenSourceCommitment>("open_source_commitment", "How far the programme binds itself to open source", programme => programme.OpenSourceCommitment)
        .Text("description", "What it is", programme => programme.Description)
        .Whole("figure_count", "Figures recorded for itself, without those of programmes within it", programme => programme.FigureCount)
        .Whole("grant_count", "Grants recorded under itself, without those of programmes within it", programme => programme.GrantCount)
        .Revision(programme => programme.Revision, programme => programme.UpdatedAt);
}
