namespace AiPolicyPortal.Core.Openness;

/// <summary>What a licence that is not open keeps back.</summary>
public enum LicenceRestriction
{
    /// <summary>Some uses are forbidden.</summary>
    FieldOfUse,

    /// <summary>No commercial use.</summary>
    NonCommercial,

    /// <summary>Other terms from a number of users or a revenue on.</summary>
    Size,

    /// <summary>Not for everybody everywhere.</summary>
    Territory,

    /// <summary>Changed versions may not be shared.</summary>
    NoDerivatives,

    /// <summary>What is allowed is not known.</summary>
    Unknown,
}

/// <summary>What a licence says of releases built on one that has it.</summary>
public enum DerivativeTerms
{
    /// <summary>Any licence may be chosen.</summary>
    Free,

    /// <summary>Its own terms, or at least its restrictions, go with whatever is built on it.</summary>
    SameTerms,

    /// <summary>Nothing built on it may be shared.</summary>
    Forbidden,

    Unknown,
}

/// <summary>How open a licence, or an expression, is; worst last.</summary>
public enum LicenceClass
{
    /// <summary>Approved by the Open Source Initiative.</summary>
    OpenSource,

    /// <summary>Made for data or works rather than software, and free for any use, change and sharing.</summary>
    OpenContent,

    /// <summary>What it allows is not known.</summary>
    Unclear,

    /// <summary>It keeps something back.</summary>
    Restricted,
}

/// <summary>One licence of the list, or one that the list lacks.</summary>
/// <param name="Identifier">SPDX short identifier, or <c>LicenseRef-</c> and a name.</param>
/// <param name="Restrictions">What it keeps back; none for an open one, and for one of the SPDX list that the portal has not looked at.</param>
/// <param name="Reason">Why it stands here and is no identifier of the list; null for those that are.</param>
public sealed record LicenceFacts(
    string Identifier,
    string Name,
    string? Url,
    LicenceClass Class,
    IReadOnlyList<LicenceRestriction> Restrictions,
    DerivativeTerms Derivatives,
    string? Reason);
