using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sources;

/// <summary>Figures that nothing shows any more: every source of their announcement was retracted.</summary>
public static class RetractedFigures
{
    /// <param name="source">Only those that this source showed; null for all.</param>
    public static async Task<IReadOnlyList<RestingFigure>> ListAsync(PortalDbContext db, Guid? source, CancellationToken cancellationToken) => await db.Figures.AsNoTracking().Holding()
        .Where(figure => figure.Announcement.Citations.Any(citation =>
            citation.WithdrawnAt == null && citation.Source.RetractedOn != null && (source == null || citation.SourceId == source)))
        .Where(figure => !figure.Announcement.Citations.Any(citation => citation.WithdrawnAt == null && citation.Source.RetractedOn == null))
        .OrderBy(figure => figure.Reference)
        .Select(figure => new RestingFigure(
            figure.Reference,
            new RecordLabel(figure.Programme.Reference, figure.Programme.Name),
            new RecordLabel(figure.Announcement.Reference, figure.Announcement.Title),
            new PartialDate(figure.Announcement.StatedOn, figure.Announcement.StatedPrecision),
            figure.Stage,
            new Money(figure.AmountLow, figure.AmountHigh, figure.CurrencyCode, figure.Currency.MinorUnit, figure.Nature, figure.Basis),
            figure.Announcement.Citations.Where(citation => citation.WithdrawnAt == null).OrderBy(citation => citation.Position)
                .Select(citation => citation.Source.Reference).ToList()))
        .ToListAsync(cancellationToken);
}
