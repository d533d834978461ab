using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Interchange.Files;

/// <summary>A record's sources as the list in one of its cells; a source that leaves the list is withdrawn, never deleted.</summary>
internal static class CitationList
{
    public static string? Text(IEnumerable<Citation> citations, References references) =>
        CellText.Of(Current(citations).Select(citation => references.Name(citation.SourceId)));

    public static string? First(IEnumerable<Citation> citations, References references) =>
        Current(citations).Select(citation => references.Name(citation.SourceId)).FirstOrDefault();

    /// <summary>Makes the cell's sources the record's, in the cell's order.</summary>
    public static void Replace(PublicRecord record, List<Citation> citations, string? text, ImportSession session) =>
        Place(record, CellText.List(text), [.. Current(citations)], session);

    /// <summary>Makes the cell's source the record's first, in place of the one that was; the others stay.</summary>
    public static void ReplaceFirst(PublicRecord record, List<Citation> citations, string? text, ImportSession session)
    {
        var current = Current(citations).ToList();
        var others = current.Skip(1).Select(citation => session.References.Name(citation.SourceId)).Where(source => source != text);
        Place(record, [.. CellText.List(text), .. others], current, session);
    }

    private static IEnumerable<Citation> Current(IEnumerable<Citation> citations) =>
        citations.Where(citation => citation.WithdrawnAt is null).OrderBy(citation => citation.Position);

    private static void Place(PublicRecord record, string[] sources, List<Citation> current, ImportSession session)
    {
        var wanted = sources.Select(source => session.References.Id(RecordKind.Source, source)).ToList();
        foreach (var citation in current.Where(citation => !wanted.Contains(citation.SourceId)))
        {
            citation.WithdrawnAt = session.Moment;
        }

        for (var index = 0; index < wanted.Count; index++)
        {
            var citation = current.Find(known => known.SourceId == wanted[index])
                ?? session.Store.Add(For(record, wanted[index], session.Moment)).Entity;
            citation.Position = index + 1;
        }
    }

    /// <summary>A new citation of a record.</summary>
    public static Citation For(PublicRecord record, Guid sourceId, DateTimeOffset recordedAt)
    {
        var kind = RecordKinds.Of(record);
        return new Citation
        {
            SourceId = sourceId,
            AnnouncementId = kind == RecordKind.Announcement ? record.Id : null,
            ProgrammeId = kind == RecordKind.Programme ? record.Id : null,
            OrganisationId = kind == RecordKind.Organisation ? record.Id : null,
            GovernanceMeasureId = kind == RecordKind.Governance ? record.Id : null,
            ReleaseId = kind == RecordKind.Release ? record.Id : null,
            RecordedAt = recordedAt,
        };
    }
}
