using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>One outstanding promise: what was to be when, and what is in evidence since.</summary>
public sealed record PromiseItem
{
    /// <summary>The reference of the figure that stands for the money.</summary>
    public required string Ref { get; init; }

    public required RecordLabel Programme { get; init; }

    public required CountryLabel Country { get; init; }

    public required RecordLabel Announcement { get; init; }

    public required string? Speaker { get; init; }

    public required Stage Stage { get; init; }

    public required FunderType FunderType { get; init; }

    public required Money Money { get; init; }

    /// <summary>Null when undisclosed or without a rate.</summary>
    public required ConvertedMoney? Converted { get; init; }

    public required PartialDate StatedOn { get; init; }

    /// <summary>When the same money was first stated at this stage.</summary>
    public required PartialDate FirstStatedOn { get; init; }

    public required int? PeriodStartYear { get; init; }

    public required int? PeriodEndYear { get; init; }

    /// <summary>By when it was to be.</summary>
    public required PartialDate Due { get; init; }

    public required PromiseTerm Term { get; init; }

    /// <summary>
    /// The first moment after <see cref="Due"/>, or when the portal first recorded the figure if that was later, UTC: since when it can have been shown here.
    /// </summary>
    public required DateTimeOffset OutstandingSince { get; init; }

    /// <summary>Days from the last day of <see cref="Due"/> to today, UTC.</summary>
    public required int DaysSince { get; init; }

    /// <summary>Whole years of them.</summary>
    public required int YearsSince { get; init; }

    public required PromiseEvidence Evidence { get; init; }

    /// <summary>The furthest stage in evidence: its own where nothing later is recorded.</summary>
    public required Stage LatestStage { get; init; }

    /// <summary>What is recorded of its programme since, not tied to this amount; null when nothing is.</summary>
    public required LaterRecord? Later { get; init; }

    /// <summary>The first source of its announcement.</summary>
    public required SourceLabel? Source { get; init; }
}
