using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Sources;

/// <summary>A source as lists show it.</summary>
public sealed record SourceItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    /// <summary>Null where the page has none of its own.</summary>
    public required string? Title { get; init; }

    public required string Url { get; init; }

    public required string? Publisher { get; init; }

    public required PartialDate? Published { get; init; }

    /// <summary>ISO 639-1 code; null when not known.</summary>
    public required string? Language { get; init; }

    /// <summary>1 official, 2 research, 3 press, 4 aggregator.</summary>
    public required int Tier { get; init; }

    /// <summary>Where a copy of it is kept, as it was when it was cited; null when nowhere.</summary>
    public required string? ArchiveUrl { get; init; }

    /// <summary>When its publisher took it back; null while it stands.</summary>
    public required PartialDate? Retracted { get; init; }

    /// <summary>Why it was taken back.</summary>
    public required string? RetractionNote { get; init; }

    /// <summary>What the latest look at its address showed.</summary>
    public required SourceHealth Health { get; init; }

    /// <summary>When its address was last looked at, UTC; null when never.</summary>
    public required DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Where its address leads now, when that is another.</summary>
    public required string? FinalUrl { get; init; }

    /// <summary>When its text was last seen to be another than before, UTC; null when never.</summary>
    public required DateTimeOffset? TextChangedAt { get; init; }

    /// <summary>Announcements, programmes, organisations, governance measures and releases that it shows, and measures a status of which it dates.</summary>
    public required int CitationCount { get; init; }

    /// <summary>Grants recorded from it.</summary>
    public required int GrantCount { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<Source, SourceItem>> Projection(PortalDbContext db) => source => new SourceItem
    {
        Id = source.Id,
        Ref = source.Reference,
        Title = source.Title,
        Url = source.Url,
        Publisher = source.Publisher,
        Published = PartialDate.From(source.PublishedOn, source.PublishedPrecision),
        Language = source.Language,
        Tier = source.Tier,
        ArchiveUrl = source.ArchiveUrl,
        Retracted = PartialDate.From(source.RetractedOn, source.RetractedPrecision),
        RetractionNote = source.RetractionNote,
        Health = source.Check == null ? SourceHealth.Unchecked : source.Check.Health,
        CheckedAt = source.Check == null ? null : source.Check.CheckedAt,
        FinalUrl = source.Check == null ? null : source.Check.FinalUrl,
        TextChangedAt = source.Check == null ? null : source.Check.ChangedAt,
        CitationCount = source.Citations.Count(citation => citation.WithdrawnAt == null)
            + source.Commitments.Count(programme => programme.WithdrawnAt == null
                && !source.Citations.Any(citation => citation.WithdrawnAt == null && citation.ProgrammeId == programme.Id))
            + source.StatusChanges.Where(change => change.Measure.WithdrawnAt == null
                    && !source.Citations.Any(citation => citation.GovernanceMeasureId == change.MeasureId && citation.WithdrawnAt == null))
                .Select(change => change.MeasureId).Distinct().Count(),
        GrantCount = db.Grants.Count(grant => grant.SourceId == source.Id && grant.WithdrawnAt == null),
        Revision = source.Revision,
        UpdatedAt = source.UpdatedAt,
    };
}

/// <summary>A source with every record that cites it.</summary>
/// <param name="RestingFigures">Figures that rest on it alone, or on it and others that were retracted too; empty while it stands.</param>
/// <param name="Grants">The latest, at most <see cref="SourceQueries.GrantLimit"/>; the source's count says how many there are.</param>
public sealed record SourceDetail(
    SourceItem Source,
    IReadOnlyList<CitedRecord> Announcements,
    IReadOnlyList<CitedRecord> Programmes,
    IReadOnlyList<CitedRecord> Organisations,
    IReadOnlyList<CitedRecord> Governance,
    IReadOnlyList<CitedRecord> Releases,
    IReadOnlyList<RestingFigure> RestingFigures,
    IReadOnlyList<GrantItem> Grants);

/// <summary>A figure all of whose sources were retracted.</summary>
/// <param name="Sources">Those sources.</param>
public sealed record RestingFigure(
    string Ref, RecordLabel Programme, RecordLabel Announcement, PartialDate StatedOn, Stage Stage, Money Money, IReadOnlyList<string> Sources);

/// <summary>A record that cites the source.</summary>
/// <param name="Date">When it was announced, adopted or released, or starts.</param>
/// <param name="Quote">The source's own words for it, when they are kept.</param>
public sealed record CitedRecord(string Ref, string Name, PartialDate? Date, string? Quote);
