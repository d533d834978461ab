using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Releases;

public static class ReleaseColumns
{
    public static Table<PaidRelease> Funding { get; } = new Table<PaidRelease>("release_funding", "Payments for releases", "That somebody paid for one release, as a source states it") { PartsOf = "releases" }
        .Reference("ref", "Public reference of the payment; it does not change", paid => paid.Item.Ref)
        .Reference("release_ref", "The release: its reference", paid => paid.Release, "releases")
        .Code<FundingKind>("kind", "What was given", paid => paid.Item.Kind)
        .ReferenceOrNone("programme_ref", "The programme that paid: its reference", paid => paid.Item.Programme?.Ref, "programmes")
        .ReferenceOrNone("grant_ref", "The grant that paid: its reference", paid => paid.Item.Grant?.Ref, "grants")
        .ReferenceOrNone("organisation_ref", "The organisation that paid: its reference", paid => paid.Item.Organisation?.Ref, "organisations")
        .ReferenceOrNone("paying_country", "Whose money it is, public or private: the country of the programme or, where no programme is recorded, of the organisation", paid => paid.PayingCountry, "countries")
        .Amount("amount", "What was given for this release, where a source says so", paid => paid.Item.Money)
        .Date("given", "When it was given, or began to be", paid => paid.Item.Given)
        .Text("evidence", "The words of the source that it rests on", paid => paid.Item.Evidence)
        .Reference("source_ref", "The source that states it: its reference", paid => paid.Item.Source.Ref, "sources")
        .Url("source_url", "Address of that source", paid => paid.Item.Source.Url)
        .Text("note", "What the editors note about it", paid => paid.Item.Note);

    public static Table<ReleaseItem> Table { get; } = new Table<ReleaseItem>("releases", "Releases", "One AI model, dataset or tool that was released or announced")
        .Reference("ref", "Public reference of the release; it does not change", release => release.Ref)
        .Text("name", "Name", release => release.Name)
        .Code<ReleaseKind>("kind", "What was released", release => release.Kind)
        .Texts("developer_names", "The developers as the source writes them", release => release.DeveloperNames)
        .Texts("developer_refs", "Those developers that the portal knows as organisations: their references", release => [.. release.Developers.Select(developer => developer.Ref)])
        .Texts("countries", "Countries of the developers: ISO 3166-1 alpha-2 codes", release => [.. release.Countries.Select(country => country.Code)])
        .Codes("modalities", "What it works with", release => release.Modalities)
        .ReferenceOrNone("base_ref", "The release it was built from: its reference, where the portal has a record of it", release => release.Base?.Ref, "releases")
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
        .Code<MofClass>("mof", "Class in the Model Openness Framework 1.0 that is surely reached, worked out from the components", release => release.Openness?.Mof)
        .Code<MofClass>("mof_at_most", "The class that would be reached if all that is unknown were open", release => release.Openness?.MofAtMost)
        .Code<OsaidVerdict>("osaid", "Whether it is open source AI by the Open Source AI Definition 1.0, worked out from the components", release => release.Openness?.Osaid)
        .Code<OpenShare>("grid", "How much is open of the fourteen criteria of the European Open Source AI Index", release => release.Openness?.Grid)
        .Whole("grid_open", "Criteria that are open", release => release.Openness?.GridOpen)
        .Whole("grid_partial", "Criteria that are partly open", release => release.Openness?.GridPartial)
        .Whole("grid_closed", "Criteria that are closed", release => release.Openness?.GridClosed)
        .Whole("grid_unknown", "Criteria of which it is not known", release => release.Openness?.GridUnknown)
        .Code<LicenceFamily>("licence_family", "Which kind of licence the release as a whole has", release => release.Openness?.LicenceFamily)
        .Date("openness_assessed", "The newest judgement that the results rest on", release => release.Openness?.Assessed)
        .Flag("has_public_funding", "Whether a source says that public money paid for it, in whole or in part; false where payers are on record and none is shown to be public, empty where it is not on record who paid", release => release.HasPublicFunding)
        .Url("url", "Its page", release => release.Url)
        .Revision(release => release.Revision, release => release.UpdatedAt);
}
