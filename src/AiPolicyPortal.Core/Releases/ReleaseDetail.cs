using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Releases;

/// <summary>A release with everything known of it.</summary>
/// <param name="Licences">The licences of its expression and what they keep back.</param>
/// <param name="Openness">The three frameworks with their reasons.</param>
/// <param name="LicenceConflicts">Where the licence is one that the release it was built from does not allow.</param>
/// <param name="AnnouncedIn">The announcement that said it would be released; null when none is recorded.</param>
/// <param name="DateSource">The source that dates the release: the one on which its origin rests the judgement of the weights.</param>
/// <param name="Components">By group and then in the order of the components; each with every assessor's judgement.</param>
/// <param name="BuiltOnThis">Releases built from this one, oldest first.</param>
public sealed record ReleaseDetail(
    ReleaseItem Release,
    string? Description,
    IReadOnlyList<LicenceFacts> Licences,
    ReleaseOpenness Openness,
    IReadOnlyList<LicenceConflict> LicenceConflicts,
    AnnouncementLabel? AnnouncedIn,
    SourceLabel? DateSource,
    IReadOnlyList<ComponentItem> Components,
    IReadOnlyList<ReleaseFundingItem> Funding,
    IReadOnlyList<ReleaseLabel> BuiltOnThis,
    IReadOnlyList<GovernanceLinkItem> Governance,
    IReadOnlyList<SourceLabel> Sources);

/// <summary>An announcement where a release speaks of it, with what shows it.</summary>
public sealed record AnnouncementLabel(string Ref, string Title, PartialDate Date, string? Speaker, IReadOnlyList<SourceLabel> Sources);

/// <summary>One component with the judgements passed on it, one an assessor at the most.</summary>
public sealed record ComponentItem(Component Component, ComponentGroup Group, IReadOnlyList<JudgementItem> Judgements);

/// <summary>What one assessor found of one component, and when.</summary>
/// <param name="Licence">SPDX licence expression of this component.</param>
/// <param name="Evidence">The assessor's criterion or the words it rests on.</param>
/// <param name="EvidenceUrls">Pages the assessor points to.</param>
/// <param name="Source">Where the judgement was taken from.</param>
public sealed record JudgementItem(
    Assessor Assessor,
    Availability Availability,
    string? Licence,
    string? Evidence,
    IReadOnlyList<string> EvidenceUrls,
    SourceLabel? Source,
    PartialDate? Assessed);

/// <summary>That somebody paid for a release, as a source states it.</summary>
/// <param name="Money">Null when no amount is stated for this release.</param>
/// <param name="Given">When it was given, or began to be; null where no source says so.</param>
public sealed record ReleaseFundingItem(
    string Ref,
    FundingKind Kind,
    RecordLabel? Programme,
    RecordLabel? Grant,
    RecordLabel? Organisation,
    Money? Money,
    PartialDate? Given,
    SourceLabel Source,
    string? Evidence,
    string? Note)
{
    /// <summary>The amount in the currency asked for, at the rate of the day it was given; null when none was asked for, undisclosed or without a rate.</summary>
    public ConvertedMoney? Converted { get; init; }
}

/// <summary>A payment for a release, with the release and whose money it is.</summary>
/// <param name="Release">Reference of the release.</param>
/// <param name="PayingCountry">As <see cref="ReleaseFilter.PayingCountry"/> has it.</param>
public sealed record PaidRelease(string Release, string? PayingCountry, ReleaseFundingItem Item);

/// <summary>Another release, with when it came.</summary>
public sealed record ReleaseLabel(string Ref, string Name, PartialDate? Released);
