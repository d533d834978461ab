using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sources;

public static class CitationLabels
{
    /// <summary>The sources of a record's citations that hold, in their order.</summary>
    public static async Task<IReadOnlyList<SourceLabel>> ToLabelsAsync(this IQueryable<Citation> citations, CancellationToken cancellationToken) =>
        await citations.Where(citation => citation.WithdrawnAt == null)
            .OrderBy(citation => citation.Position)
            .Select(citation => new SourceLabel(
                citation.Source.Reference, citation.Source.Url, citation.Source.Title, citation.Source.Publisher,
                PartialDate.From(citation.Source.PublishedOn, citation.Source.PublishedPrecision),
                citation.Source.Language, citation.Source.Tier, citation.Quote,
                PartialDate.From(citation.Source.RetractedOn, citation.Source.RetractedPrecision), citation.Source.ArchiveUrl))
            .ToListAsync(cancellationToken);
}
