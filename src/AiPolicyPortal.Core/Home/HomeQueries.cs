using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Home;

/// <summary>What the first page says, read in a few grouped queries.</summary>
public sealed class HomeQueries(PortalDbContext db, FigureQueries figures, PublishedAnswers answers)
{
    private const string StoryAnnouncement = "a-fr-017";
    private const string StoryFigure = "f-fr-044";
    private const int Newest = 5;

    public Task<HomeSummary> SummariseAsync(CancellationToken cancellationToken) => answers.GetAsync(db, "home", MakeAsync, cancellationToken);

    private async Task<HomeSummary> MakeAsync(CancellationToken cancellationToken) => new(
        await CountAsync(cancellationToken),
        await CountRepeatingAsync(cancellationToken),
        await NewAnnouncementsAsync(cancellationToken),
        await NewReleasesAsync(cancellationToken),
        await StoryAsync(cancellationToken));

    // One row to hang the other counts on, so that they come in one answer.
    private async Task<RecordCounts> CountAsync(CancellationToken cancellationToken)
    {
        var countries = await db.Countries.WithRecords(db).CountAsync(cancellationToken);
        return await db.Countries.AsNoTracking().OrderBy(country => country.Code).Select(_ => new RecordCounts(
            db.Programmes.Count(record => record.WithdrawnAt == null),
            db.Figures.Count(record => record.WithdrawnAt == null),
            db.Announcements.Count(record => record.WithdrawnAt == null),
            db.Sources.Count(record => record.WithdrawnAt == null),
            db.GrantCounts.Where(grants => grants.CountryCode == null && grants.ProgrammeId == null).Sum(grants => grants.Count),
            db.Releases.Count(record => record.WithdrawnAt == null),
            db.GovernanceMeasures.Count(record => record.WithdrawnAt == null),
            countries))
            .FirstOrDefaultAsync(cancellationToken) ?? RecordCounts.None;
    }

    private Task<int> CountRepeatingAsync(CancellationToken cancellationToken) => db.Figures.Holding().CountAsync(
        figure => figure.LinksFrom.Any(link => link.WithdrawnAt == null && link.To.WithdrawnAt == null && link.Kind != FigureLinkKind.Revises),
        cancellationToken);

    // Of one dated "2026" nobody knows whether it is among the latest.
    private async Task<IReadOnlyList<NewAnnouncement>> NewAnnouncementsAsync(CancellationToken cancellationToken) =>
        await db.Announcements.AsNoTracking().Holding().Where(announcement => announcement.StatedPrecision == DatePrecision.Day)
            .OrderByDescending(announcement => announcement.StatedOn).ThenByDescending(announcement => announcement.Id).Take(Newest)
            .Select(announcement => new NewAnnouncement(
                announcement.Reference,
                announcement.Title,
                new PartialDate(announcement.StatedOn, announcement.StatedPrecision),
                announcement.Speaker,
                announcement.Citations.Where(citation => citation.WithdrawnAt == null).OrderBy(citation => citation.Position)
                    .Select(citation => citation.Source.Publisher).FirstOrDefault(),
                announcement.Figures.Count(figure => figure.WithdrawnAt == null)))
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<NewRelease>> NewReleasesAsync(CancellationToken cancellationToken) =>
        await db.Releases.AsNoTracking().Holding().Where(release => release.ReleasedOn != null)
            .OrderByDescending(release => release.ReleasedOn).ThenByDescending(release => release.Id).Take(Newest)
            .Select(release => new NewRelease(
                release.Reference, release.Name, release.Kind, release.DeveloperNames,
                PartialDate.From(release.ReleasedOn, release.ReleasedPrecision), release.Licence, release.LicenceAsStated))
            .ToListAsync(cancellationToken);

    private async Task<FoundingStory?> StoryAsync(CancellationToken cancellationToken)
    {
        var figure = await figures.FindAsync(StoryFigure, cancellationToken);
        var restated = figure?.Links.Where(link => link.Kind == FigureLinkKind.Restates).ToList() ?? [];
        return figure?.Announcement.Ref != StoryAnnouncement || restated.Count == 0 ? null : new FoundingStory(
            figure,
            restated,
            await db.Releases.AsNoTracking().Holding().Where(release => release.AnnouncedIn!.Reference == StoryAnnouncement)
                .OrderBy(release => release.Name).Select(release => new RecordLabel(release.Reference, release.Name)).ToListAsync(cancellationToken));
    }
}
