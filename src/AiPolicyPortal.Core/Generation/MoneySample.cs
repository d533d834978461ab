using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Generation;

/// <summary>The portal's figures with all that a total takes from around them; what is withdrawn is left out.</summary>
internal sealed record MoneySample(
    IReadOnlyList<Programme> Programmes,
    IReadOnlyList<Announcement> Announcements,
    IReadOnlyList<Citation> Citations,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<FigureLink> Links,
    IReadOnlyList<FigurePreference> Preferences)
{
    public static async Task<MoneySample> LoadAsync(PortalDbContext db, CancellationToken cancellationToken) => new(
        await db.Programmes.AsNoTracking().Holding().OrderBy(programme => programme.Reference).ToListAsync(cancellationToken),
        await db.Announcements.AsNoTracking().Holding().OrderBy(announcement => announcement.Reference).ToListAsync(cancellationToken),
        await db.Citations.AsNoTracking().Where(citation => citation.WithdrawnAt == null && citation.AnnouncementId != null)
            .OrderBy(citation => citation.AnnouncementId).ThenBy(citation => citation.Position).ToListAsync(cancellationToken),
        await db.Figures.AsNoTracking().Holding().OrderBy(figure => figure.Reference).ToListAsync(cancellationToken),
        await db.FigureLinks.AsNoTracking().Where(link => link.WithdrawnAt == null && link.From.WithdrawnAt == null && link.To.WithdrawnAt == null)
            .OrderBy(link => link.From.Reference).ThenBy(link => link.To.Reference).ThenBy(link => link.Kind).ToListAsync(cancellationToken),
        await db.FigurePreferences.AsNoTracking().Where(preference => preference.WithdrawnAt == null)
            .OrderBy(preference => preference.FigureId).ToListAsync(cancellationToken));
}
