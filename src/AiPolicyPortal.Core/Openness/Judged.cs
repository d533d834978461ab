using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Openness;

/// <summary>What is known of a release when its openness is worked out.</summary>
/// <param name="Licence">SPDX expression of the release as a whole; null where it is not known.</param>
/// <param name="Judgements">One an assessor and component at the most, in any order.</param>
public sealed record KnownRelease(string? Licence, IReadOnlyList<Judged> Judgements);

/// <summary>One assessor's judgement of one component: what every reason leads back to.</summary>
/// <param name="Licence">SPDX expression of the component; null where it is not known.</param>
public sealed record Judged(Component Component, Assessor Assessor, Availability Availability, string? Licence, PartialDate? Assessed);
