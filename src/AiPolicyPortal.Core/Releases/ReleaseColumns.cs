using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Releases;

public static class ReleaseColumns
{
    public static Table<ReleaseItem> Table { get; } = new Table<ReleaseItem>("releases", "Releases", "One AI model, dataset or tool that was released or announced")
        .Reference("ref", "Public reference of the release; it does not change", release => release.Ref)
        .Text("name", "Name", release => release.Name)
        .Code<ReleaseKind>("kind", "What was released", release => release.Kind)
        .Texts("developer_names", "The developers as the source writes them", release => release.DeveloperNames)
        .Texts("developer_refs", "Those developers that the portal knows as organisations: their references", release => [.. release.Developers.Select(developer => developer.Ref)])
        .Texts("countries", "Countries of the developers: ISO 3166-1 alpha-2 codes", release => [.. release.Countries.Select(country => country.Code)])
        .Codes("modalities", "What it works with", release => release.Modalities)
        .Text("base_ref", "The release it was built from: its reference, where the portal has a record of it", release => release.Base?.Ref)
        .Text("base_name", "The release it was built from: its name", release => release.Base?.Name)
        .Date("announced", "When it was announced", release => release.Announced)
        .Date("released", "When it was released", release => release.Released)
        .Text("licence", "SPDX licence expression; empty where the stated words do not mean exactly one", release => release.Licence)
        .Text("licence_as_stated", "The licence in the source's words", release => release.LicenceAsStated)
        .Whole("parameters", "Number of parameters", release => release.Parameters)
        .Code<Assessor>("origin", "The list that the record was taken from, whose judgements of components are counted here", release => release.Origin)
        .Whole("components_open", "Components judged open", release => release.Components.Open)
        .Whole("components_partial", "Components judged partly open", release => release.Components.Partial)
        .Whole("components_closed", "Components judged closed", release => release.Components.Closed)
        .Whole("components_unknown", "Components of which it is not known", release => release.Components.Unknown)
        .Flag("has_public_funding", "Whether a source says that public money paid for it, in whole or in part", release => release.HasPublicFunding)
        .Url("url", "Its page", release => release.Url)
        .Revision(release => release.Revision, release => release.UpdatedAt);
}
