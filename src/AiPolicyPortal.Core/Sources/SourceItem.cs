using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;

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

    /// <summary>Announcements, programmes, organisations, governance measures and releases that it shows.</summary>
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
        CitationCount = source.Citations.Count(citation => citation.WithdrawnAt == null),
        GrantCount = db.Grants.Count(grant => grant.SourceId == source.Id && grant.WithdrawnAt == null),
        Revision = source.Revision,
        UpdatedAt = source.UpdatedAt,
    };
}

/// <summary>A source with every record that cites it.</summary>
/// <param name="Grants">The latest, at most <see cref="SourceQueries.GrantLimit"/>; the source's count says how many there are.</param>
public sealed record SourceDetail(
    SourceItem Source,
    IReadOnlyList<CitedRecord> Announcements,
    IReadOnlyList<CitedRecord> Programmes,
    IReadOnlyList<CitedRecord> Organisations,
    IReadOnlyList<CitedRecord> Governance,
    IReadOnlyList<CitedRecord> Releases,
    IReadOnlyList<GrantItem> Grants);

/// <summary>A record that cites the source.</summary>
/// <param name="Date">When it was announced, adopted or released, or starts.</param>
/// <param name="Quote">The source's own words for it, when they are kept.</param>
public sealed record CitedRecord(string Ref, string Name, PartialDate? Date, string? Quote);
