namespace AiPolicyPortal.Core.Figures;

/// <summary>How far the money has come; amounts are never added across stages.</summary>
public enum Stage
{
    Recommended,
    Announced,
    Appropriated,
    Committed,
    Awarded,
    Disbursed,
}

/// <summary>Whether a figure can be counted, or why it is shown and never added.</summary>
public enum Standing
{
    Stands,
    Target,
    Request,
    Bid,
    Withdrawn,
    Error,
    Aggregate,
    WiderScope,
    NotSpending,
}

public enum Nature
{
    Exact,
    About,
    AtLeast,
    UpTo,
    Range,
    Undisclosed,
}

/// <summary>Whether the amount is for the whole period or for each of its years.</summary>
public enum AmountBasis
{
    Total,
    Annual,
}

public enum FunderType
{
    Public,
    Private,
    Mixed,
    Unknown,
}

public enum Instrument
{
    Grant,
    Loan,
    Equity,
    Guarantee,
    Tax,
    InKind,
    Mixed,
    Unknown,
}

/// <summary>How sure the editors are of a figure or a grant, best first.</summary>
public enum Confidence
{
    High,
    Medium,
    Low,
}

/// <summary>An editor's statement on how the money of one figure relates to another's.</summary>
public enum FigureLinkKind
{
    /// <summary>The first is the second's money said again.</summary>
    Restates,

    /// <summary>The first replaces the second as the amount of the same money.</summary>
    Revises,

    /// <summary>Two sources give different amounts for the same money; symmetric.</summary>
    Contradicts,

    /// <summary>The first's money lies inside the second's.</summary>
    PartOf,
}
