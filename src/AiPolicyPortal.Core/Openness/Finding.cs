namespace AiPolicyPortal.Core.Openness;

/// <summary>Whether something that a framework asks for is there. Unknown is never taken for fulfilled.</summary>
public enum Fulfilment
{
    Fulfilled,
    Lacking,
    Unknown,
}

/// <summary>Why.</summary>
public enum FindingReason
{
    /// <summary>Judged open, under a licence that the framework takes.</summary>
    Open,

    /// <summary>Judged open; no licence is asked for.</summary>
    OpenOnAnyTerms,

    /// <summary>Judged open; its own licence is not recorded, but the index finds everything of the release under open licences.</summary>
    OpenByLicenceFinding,

    /// <summary>Contained in another component that is judged open.</summary>
    Contained,

    /// <summary>Another component stands in for it.</summary>
    StandsIn,

    /// <summary>Judged partly open.</summary>
    Partial,

    /// <summary>Judged closed.</summary>
    Closed,

    /// <summary>Can be had, but its licence keeps something back.</summary>
    RestrictedLicence,

    /// <summary>Can be had under an open licence that was not made for code.</summary>
    LicenceNotForCode,

    /// <summary>Can be had, but what its licence allows is not known.</summary>
    UnclearLicence,

    /// <summary>Can be had, but its licence is not recorded.</summary>
    LicenceNotRecorded,

    /// <summary>Nobody has judged it.</summary>
    NotJudged,
}

/// <summary>What is found of one component.</summary>
/// <param name="Licence">The SPDX expression it rests on; null where none is recorded or asked for.</param>
/// <param name="Basis">The judgements it rests on; none when nobody has judged it.</param>
public sealed record Finding(MofComponent Component, Fulfilment Fulfilment, FindingReason Reason, string? Licence, IReadOnlyList<Judged> Basis)
{
    public static Finding NotJudged(MofComponent component) => new(component, Fulfilment.Unknown, FindingReason.NotJudged, null, []);
}
