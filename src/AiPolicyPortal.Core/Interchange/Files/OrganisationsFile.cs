using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class OrganisationsFile : RecordFile<Organisation>
{
    public override string Name => "organisations.csv";

    public override string Summary => "A body that pays, receives, decides or develops.";

    public override RecordKind? Declares => RecordKind.Organisation;

    protected override ColumnList<Organisation> Define(ColumnList<Organisation> columns) => columns
        .Own("slug", "The organisation's reference.", organisation => organisation.Reference)
        .Text("name", Organisation.NameMaxLength, Need.Value, "Its name.",
            organisation => organisation.Name, (organisation, name) => organisation.Name = name!)
        .Country("country", Need.Column, "Where it is; empty where that cannot be said.",
            organisation => organisation.CountryCode, (organisation, code) => organisation.CountryCode = code)
        .Code("type", "What kind of body it is.", organisation => organisation.Type, (organisation, type) => organisation.Type = type)
        .Address("website", Need.Column, "Its own site.", organisation => organisation.Website, (organisation, url) =>
            organisation.Website = url)
        .LongText("note", Need.Column, "Anything a reader should know.",
            organisation => organisation.Note, (organisation, note) => organisation.Note = note);

    protected override Organisation Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Name = row.Text("name") };
}
