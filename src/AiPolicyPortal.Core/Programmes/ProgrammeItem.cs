using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Programmes;

/// <summary>A programme as lists show it.</summary>
public record ProgrammeItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required string Name { get; init; }

    public required string? NameOriginal { get; init; }

    public required CountryLabel Country { get; init; }

    public required RecordLabel? LeadOrganisation { get; init; }

    public required RecordLabel? Parent { get; init; }

    public required PartialDate? Start { get; init; }

    public required PartialDate? End { get; init; }

    public required ProgrammeStatus Status { get; init; }

    public required string? StatusNote { get; init; }

    public required IReadOnlyList<Theme> Themes { get; init; }

    public required OpenSourceCommitment OpenSourceCommitment { get; init; }

    public required string? Description { get; init; }

    /// <summary>Figures recorded for itself, those without an amount included; <c>figures?programme=</c> has those of all within it too.</summary>
    public required int FigureCount { get; init; }

    /// <summary>Grants recorded under itself; <c>grants?programme=</c> has those of all within it too.</summary>
    public required int GrantCount { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<Programme, ProgrammeItem>> Projection { get; } = programme => new ProgrammeItem
    {
        Id = programme.Id,
        Ref = programme.Reference,
        Name = programme.Name,
        NameOriginal = programme.NameOriginal,
        Country = new CountryLabel(programme.CountryCode, programme.Country.NameEn, programme.Country.NameFr),
        LeadOrganisation = programme.LeadOrganisation == null
            ? null
            : new RecordLabel(programme.LeadOrganisation.Reference, programme.LeadOrganisation.Name),
        Parent = programme.Parent == null ? null : new RecordLabel(programme.Parent.Reference, programme.Parent.Name),
        Start = PartialDate.From(programme.StartOn, programme.StartPrecision),
        End = PartialDate.From(programme.EndOn, programme.EndPrecision),
        Status = programme.Status,
        StatusNote = programme.StatusNote,
        Themes = programme.Themes,
        OpenSourceCommitment = programme.OpenSourceCommitment,
        Description = programme.Description,
        FigureCount = programme.Figures.Count(figure => figure.WithdrawnAt == null),
        GrantCount = programme.GrantCounts.Sum(grants => grants.Count),
        Revision = programme.Revision,
        UpdatedAt = programme.UpdatedAt,
    };
}

/// <summary>The words that bind a programme to open source, and where they stand.</summary>
/// <param name="Note">What a reader should know of them, such as that they speak of a part of it.</param>
public sealed record CommitmentWords(string Evidence, string? Note, SourceLabel Source);

/// <summary>A programme with everything known of it but its grants, which are a list of their own.</summary>
/// <param name="Commitment">The words that bind it to open source; null where none are on record.</param>
public sealed record ProgrammeDetail(
    ProgrammeItem Programme,
    CommitmentWords? Commitment,
    IReadOnlyList<RecordLabel> Ancestors,
    IReadOnlyList<ProgrammeItem> Children,
    IReadOnlyList<FigureItem> Figures,
    IReadOnlyList<RecordLabel> Releases,
    IReadOnlyList<RecordLabel> Governance,
    IReadOnlyList<SourceLabel> Sources);
