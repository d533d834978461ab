using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Drafts;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Home;

/// <summary>A short list of something to do, with how much of it there is.</summary>
public sealed record DeskList<TItem>(int Count, IReadOnlyList<TItem> Newest);

/// <summary>A figure by its programme.</summary>
public sealed record DeskFigure(string Ref, string Programme, DateTimeOffset RecordedAt);

/// <summary>Two figures that contradict each other.</summary>
public sealed record DeskConflict(string From, string To, string Programme, DateTimeOffset RecordedAt);

/// <summary>A change set, for those who write and review it.</summary>
public sealed record DeskChange(long Number, string Title, ChangeSetState State, string Author);

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

    /// <summary>Change sets that somebody wrote a part of and that are not published yet, the last changed first.</summary>
    public Task<DeskList<DeskChange>> DraftsAsync(Guid user, CancellationToken cancellationToken) => ChangesAsync(
        db.ChangeSets.Where(set => set.State != ChangeSetState.Published && set.State != ChangeSetState.Discarded
            && (set.AuthorId == user || set.Editors.Any(editor => editor.UserId == user))),
        sets => sets.OrderByDescending(set => set.UpdatedAt), cancellationToken);

    /// <summary>Change sets that wait for somebody, the longest waiting first: their own to be mended and, for an editor, those of others to be reviewed or published.</summary>
    public Task<DeskList<DeskChange>> WaitingAsync(Guid user, bool isEditor, CancellationToken cancellationToken) => ChangesAsync(
        db.ChangeSets.Where(set => set.AuthorId == user || set.Editors.Any(editor => editor.UserId == user)
            ? set.State == ChangeSetState.ChangesRequested
            : isEditor && (set.State == ChangeSetState.Submitted || set.State == ChangeSetState.Approved)),
        sets => sets.OrderBy(set => set.UpdatedAt), cancellationToken);

    /// <summary>What was published last, and by whom.</summary>
    public async Task<DeskList<DeskPublication>> ActivityAsync(CancellationToken cancellationToken) => new(
        await db.Publications.CountAsync(cancellationToken),
        await db.Publications.AsNoTracking().OrderByDescending(publication => publication.Number).Take(Shown)
            .Select(publication => new DeskPublication(publication.Number, publication.PublishedAt, publication.Actor, publication.Reason)).ToListAsync(cancellationToken));

    private static async Task<DeskList<DeskChange>> ChangesAsync(
        IQueryable<ChangeSet> sets, Func<IQueryable<ChangeSet>, IOrderedQueryable<ChangeSet>> order, CancellationToken cancellationToken) => new(
        await sets.CountAsync(cancellationToken),
        await order(sets.AsNoTracking()).ThenBy(set => set.Number).Take(Shown)
            .Select(set => new DeskChange(set.Number, set.Title, set.State, set.AuthorName)).ToListAsync(cancellationToken));
}
