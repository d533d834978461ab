using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Home;

/// <summary>A short list of something to do, with how much of it there is.</summary>
public sealed record DeskList<TItem>(int Count, IReadOnlyList<TItem> Newest);

/// <summary>A figure by its programme.</summary>
public sealed record DeskFigure(string Ref, string Programme, DateTimeOffset RecordedAt);

/// <summary>Two figures that contradict each other.</summary>
public sealed record DeskConflict(string From, string To, string Programme, DateTimeOffset RecordedAt);

/// <summary>A publication, for colleagues.</summary>
public sealed record DeskPublication(long Number, DateTimeOffset PublishedAt, string Actor, string Reason);

/// <summary>What whoever works on the records should look at next.</summary>
public sealed class DeskQueries(PortalDbContext db)
{
    public const int Shown = 5;

    /// <summary>Figures that stand and that one source alone shows, or none.</summary>
    public async Task<DeskList<DeskFigure>> WithoutSecondSourceAsync(CancellationToken cancellationToken)
    {
        var figures = db.Figures.AsNoTracking().Holding().Where(figure => figure.Standing == Standing.Stands
            && figure.Announcement.Citations.Count(citation => citation.WithdrawnAt == null) < 2);
        return new DeskList<DeskFigure>(
            await figures.CountAsync(cancellationToken),
            await figures.OrderByDescending(figure => figure.RecordedAt).ThenBy(figure => figure.Reference).Take(Shown)
                .Select(figure => new DeskFigure(figure.Reference, figure.Programme.Name, figure.RecordedAt)).ToListAsync(cancellationToken));
    }

    /// <summary>Contradictions in which the editors preferred neither figure.</summary>
    public async Task<DeskList<DeskConflict>> ConflictsAsync(CancellationToken cancellationToken)
    {
        var links = db.FigureLinks.AsNoTracking().Where(link => link.Kind == FigureLinkKind.Contradicts && link.WithdrawnAt == null
            && link.From.WithdrawnAt == null && link.To.WithdrawnAt == null
            && !link.From.Preferences.Any(preference => preference.WithdrawnAt == null)
            && !link.To.Preferences.Any(preference => preference.WithdrawnAt == null));
        return new DeskList<DeskConflict>(
            await links.CountAsync(cancellationToken),
            await links.OrderByDescending(link => link.RecordedAt).ThenBy(link => link.Id).Take(Shown)
                .Select(link => new DeskConflict(link.From.Reference, link.To.Reference, link.From.Programme.Name, link.RecordedAt)).ToListAsync(cancellationToken));
    }

    /// <summary>What was published last, and by whom.</summary>
    public async Task<DeskList<DeskPublication>> ActivityAsync(CancellationToken cancellationToken) => new(
        await db.Publications.CountAsync(cancellationToken),
        await db.Publications.AsNoTracking().OrderByDescending(publication => publication.Number).Take(Shown)
            .Select(publication => new DeskPublication(publication.Number, publication.PublishedAt, publication.Actor, publication.Reason)).ToListAsync(cancellationToken));
}
