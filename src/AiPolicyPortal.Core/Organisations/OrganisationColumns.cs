using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Organisations;

public static class OrganisationColumns
{
    public static Table<OrganisationItem> Table { get; } = new Table<OrganisationItem>(
        "organisations", "Organisations", "One body that pays, receives, decides or develops; counts take in the organisations merged into it")
        .Reference("ref", "Public reference of the organisation; it does not change", organisation => organisation.Ref)
        .Text("name", "Name", organisation => organisation.Name)
        .Country("country", "Country of the organisation", organisation => organisation.Country)
        .Code<OrganisationType>("type", "What kind of body it is", organisation => organisation.Type)
        .Url("website", "Its website", organisation => organisation.Website)
        .Text("note", "Note of the editors", organisation => organisation.Note)
        .Texts("identifiers", "Its names in public registers, each as register:identifier", organisation =>
            [.. organisation.Identifiers.Select(identifier => $"{identifier.Scheme.Code()}:{identifier.Value}")])
        .Whole("grants_funded_count", "Grants recorded that it pays", organisation => organisation.GrantsFundedCount)
        .Whole("grants_received_count", "Grants recorded that it receives, alone or with others", organisation => organisation.GrantsReceivedCount)
        .Whole("programme_count", "Programmes that it leads", organisation => organisation.ProgrammeCount)
        .Whole("release_count", "Releases that it developed, alone or with others", organisation => organisation.ReleaseCount)
        .Revision(organisation => organisation.Revision, organisation => organisation.UpdatedAt);
}
