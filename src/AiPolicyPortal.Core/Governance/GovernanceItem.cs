using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Governance;

/// <summary>A governance measure as lists show it.</summary>
public sealed record GovernanceItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required CountryLabel Country { get; init; }

    public required string Name { get; init; }

    public required GovernanceType Type { get; init; }

    public required PartialDate? Adopted { get; init; }

    public required GovernanceStatus Status { get; init; }

    public required string? StatusNote { get; init; }

    public required string? Body { get; init; }

    public required string? Description { get; init; }

    /// <summary>Programmes and releases it bears on.</summary>
    public required int LinkCount { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<GovernanceMeasure, GovernanceItem>> Projection { get; } = measure => new GovernanceItem
    {
        Id = measure.Id,
        Ref = measure.Reference,
        Country = new CountryLabel(measure.CountryCode, measure.Country.NameEn, measure.Country.NameFr),
        Name = measure.Name,
        Type = measure.Type,
        Adopted = PartialDate.From(measure.AdoptedOn, measure.AdoptedPrecision),
        Status = measure.Status,
        StatusNote = measure.StatusNote,
        Body = measure.Body,
        Description = measure.Description,
        LinkCount = measure.Links.Count,
        Revision = measure.Revision,
        UpdatedAt = measure.UpdatedAt,
    };
}

/// <summary>A governance measure with everything known of it.</summary>
/// <param name="Statuses">The statuses it has had where sources date them, oldest first; without any only the present one is known.</param>
/// <param name="SameCountry">The other measures of the same country, newest first.</param>
public sealed record GovernanceDetail(
    GovernanceItem Measure,
    IReadOnlyList<GovernanceLinkItem> Links,
    IReadOnlyList<GovernanceStatusItem> Statuses,
    IReadOnlyList<MeasureLabel> SameCountry,
    IReadOnlyList<SourceLabel> Sources);

/// <summary>A status that a measure came to have.</summary>
/// <param name="Since">Since when; it may be still to come.</param>
/// <param name="Evidence">A few words of the source.</param>
public sealed record GovernanceStatusItem(GovernanceStatus Status, PartialDate Since, SourceLabel Source, string? Evidence, string? Note);

/// <summary>The statuses a measure has had, oldest first.</summary>
public sealed record MeasureStatuses(MeasureLabel Measure, IReadOnlyList<GovernanceStatusItem> Statuses);

/// <summary>How a measure bears on a programme or on a release; exactly one of the two is there.</summary>
public sealed record GovernanceLinkItem(
    MeasureLabel Measure,
    GovernanceLinkKind Kind,
    GovernanceDuty Duty,
    RecordLabel? Programme,
    RecordLabel? Release,
    string? Note,
    SourceLabel? Source);

/// <summary>Enough of a measure to recognise it where another record speaks of it.</summary>
public sealed record MeasureLabel(string Ref, string Name, GovernanceType Type, PartialDate? Adopted);
