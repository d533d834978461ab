using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;

namespace AiPolicyPortal.Core.Publishing.Corrections;

/// <summary>A reported error as the public sees it; neither who reported nor who answered it.</summary>
public sealed record CorrectionItem
{
    public required Guid Id { get; init; }

    /// <summary>Such as <c>c-7f3kq2mx</c>.</summary>
    public required string Ref { get; init; }

    public required CorrectionState State { get; init; }

    public required RecordKind RecordKind { get; init; }

    /// <summary>Reference of the record.</summary>
    public required string Record { get; init; }

    /// <summary>What the record was called when it was reported.</summary>
    public required string RecordName { get; init; }

    /// <summary>What is wrong, in the reporter's words.</summary>
    public required string Report { get; init; }

    /// <summary>Where it can be seen; null when none was given.</summary>
    public required string? SourceUrl { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The portal's answer; null while it is open.</summary>
    public required string? Answer { get; init; }

    /// <summary>The number of the publication that mended the record; null where none did.</summary>
    public required long? Publication { get; init; }

    /// <summary>The number of the record's revision that the publication made; null where none mended it.</summary>
    public required int? Revision { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static Expression<Func<Correction, CorrectionItem>> From(PortalDbContext db) => correction => new CorrectionItem
    {
        Id = correction.Id,
        Ref = correction.Reference,
        State = correction.State,
        RecordKind = correction.RecordKind,
        Record = correction.RecordReference,
        RecordName = correction.RecordName,
        Report = correction.Report,
        SourceUrl = correction.SourceUrl,
        ReceivedAt = correction.ReceivedAt,
        Answer = correction.Answer,
        Publication = correction.Publication,
        Revision = db.Revisions.Where(revision => revision.RecordId == correction.RecordId && revision.PublicationNumber == correction.Publication)
            .Select(revision => (int?)revision.Number).FirstOrDefault(),
        UpdatedAt = correction.UpdatedAt,
    };
}
