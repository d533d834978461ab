using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Traces;

/// <summary>What the trace from public money to open releases rests on, all of it.</summary>
/// <param name="Grants">Of each programme those awarded last.</param>
/// <param name="Duties">Open-licence duties that measures put on programmes.</param>
internal sealed record OpenFacts(
    IReadOnlyList<CountryLabel> Countries,
    IReadOnlyList<OpenFacts.Release> Releases,
    IReadOnlyList<OpenFacts.Programme> Programmes,
    IReadOnlyList<(Guid Programme, OpenGrant Grant)> Grants,
    IReadOnlyList<GovernanceLinkItem> Duties)
{
    /// <param name="Countries">Codes of its developers' countries.</param>
    /// <param name="IsPublic">A source says that public money paid for it.</param>
    internal sealed record Release(
        string Ref, string Name, PartialDate? Released, IReadOnlyList<string> Countries, OpennessSummary? Openness, bool IsPublic,
        IReadOnlyList<Payment> Payments)
    {
        public bool HasPayer => Payments.Count > 0;
    }

    /// <param name="Programmes">The programme that paid and the one of the grant that paid.</param>
    internal sealed record Payment(FundingKind Kind, IReadOnlyList<Guid> Programmes);

    /// <param name="GrantCount">Of the programme itself, without its parts.</param>
    internal sealed record Programme(
        Guid Id, Guid? Parent, string Ref, string Name, CountryLabel Country, OpenSourceCommitment Commitment, ProgrammeStatus Status,
        PartialDate? Start, PartialDate? End, string? Description, int GrantCount, CommitmentWords? Words);
}
