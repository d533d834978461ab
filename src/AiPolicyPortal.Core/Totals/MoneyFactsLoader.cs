using System.Data;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Reads what totals rest on, past and present, as of one moment of the database.</summary>
public sealed class MoneyFactsLoader(PortalDbContext db)
{
    /// <param name="earlier">An earlier snapshot, of which is taken over what was not written since; null to read everything.</param>
    public async Task<MoneySnapshot> LoadAsync(MoneySnapshot? earlier, CancellationToken cancellationToken)
    {
        // Whoever has a transaction already has its moment.
        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
            : null;
        var newest = await db.Publications.AsNoTracking().OrderByDescending(publication => publication.Number)
            .Select(publication => new { publication.Number, publication.PublishedAt }).FirstOrDefaultAsync(cancellationToken);
        var rows = await MoneyRows.ReadAsync(db, earlier?.Rows, cancellationToken);
        var facts = await FactsAsync(rows, earlier?.Facts.Tables, cancellationToken);
        var publishedAt = newest?.PublishedAt ?? DateTimeOffset.MinValue;
        return new MoneySnapshot
        {
            Publication = newest?.Number ?? 0,
            PublishedAt = publishedAt,
            SettledAt = Instants(facts).Append(publishedAt).Max(),
            Rows = rows,
            Facts = facts,
            Countries = await db.Countries.AsNoTracking().ToDictionaryAsync(
                country => country.Code, country => new CountryLabel(country.Code, country.NameEn, country.NameFr), cancellationToken),
            ProgrammeNames = rows.Programmes.Values.ToDictionary(programme => programme.Reference, programme => programme.Name),
            AnnouncementTitles = rows.Announcements.Values.ToDictionary(announcement => announcement.Reference, announcement => announcement.Title),
            ProgrammeEnds = rows.Programmes.Values.Where(programme => programme.End is not null)
                .ToDictionary(programme => programme.Reference, programme => programme.End!.Value),
            GrantTraces = await GrantTraces().ToListAsync(cancellationToken),
        };
    }

    /// <summary>A snapshot as it was at an instant: of its facts what was known then, and the names and traces that the context, which reads that past, has.</summary>
    public async Task<MoneySnapshot> LoadAsOfAsync(MoneySnapshot present, DateTimeOffset instant, CancellationToken cancellationToken) => new()
    {
        Publication = present.Publication,
        PublishedAt = present.PublishedAt,
        SettledAt = instant,
        Facts = present.Facts,
        Countries = present.Countries,
        ProgrammeNames = await ProgrammeNamesAsync(cancellationToken),
        AnnouncementTitles = await AnnouncementTitlesAsync(cancellationToken),
        ProgrammeEnds = await ProgrammeEndsAsync(cancellationToken),
        GrantTraces = await GrantTraces().ToListAsync(cancellationToken),
    };

    /// <summary>The snapshot under the names that the context has; what has none there keeps its own.</summary>
    public async Task<MoneySnapshot> NameAsync(MoneySnapshot snapshot, CancellationToken cancellationToken) => new()
    {
        Publication = snapshot.Publication,
        PublishedAt = snapshot.PublishedAt,
        SettledAt = snapshot.SettledAt,
        Facts = snapshot.Facts,
        Countries = snapshot.Countries,
        ProgrammeNames = Over(snapshot.ProgrammeNames, await ProgrammeNamesAsync(cancellationToken)),
        AnnouncementTitles = Over(snapshot.AnnouncementTitles, await AnnouncementTitlesAsync(cancellationToken)),
        ProgrammeEnds = snapshot.ProgrammeEnds,
        GrantTraces = snapshot.GrantTraces,
    };

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> names, Dictionary<string, string> former)
    {
        var all = names.ToDictionary(StringComparer.Ordinal);
        foreach (var (reference, name) in former)
        {
            all[reference] = name;
        }

        return all;
    }

    private Task<Dictionary<string, string>> ProgrammeNamesAsync(CancellationToken cancellationToken) =>
        db.Programmes.AsNoTracking().Select(programme => new { programme.Reference, programme.Name })
            .ToDictionaryAsync(programme => programme.Reference, programme => programme.Name, cancellationToken);

    private Task<Dictionary<string, string>> AnnouncementTitlesAsync(CancellationToken cancellationToken) =>
        db.Announcements.AsNoTracking().Select(announcement => new { announcement.Reference, announcement.Title })
            .ToDictionaryAsync(announcement => announcement.Reference, announcement => announcement.Title, cancellationToken);

    private Task<Dictionary<string, PartialDate>> ProgrammeEndsAsync(CancellationToken cancellationToken) =>
        db.Programmes.AsNoTracking().Where(programme => programme.EndOn != null)
            .Select(programme => new { programme.Reference, programme.EndOn, programme.EndPrecision })
            .ToDictionaryAsync(programme => programme.Reference, programme => PartialDate.From(programme.EndOn, programme.EndPrecision)!.Value, cancellationToken);

    private async Task<MoneyFacts> FactsAsync(MoneyRows rows, ReferenceTables? earlier, CancellationToken cancellationToken) => new()
    {
        Figures = rows.Figures.Values,
        Links = rows.Links.Values,
        Preferences = await db.FigurePreferences.AsNoTracking().Join(
            db.Figures, preference => preference.FigureId, figure => figure.Id, (preference, figure) => new TotalPreference(
                figure.Reference, new Timeline(preference.RecordedAt, preference.WithdrawnAt))).ToListAsync(cancellationToken),
        Announcements = [.. rows.Announcements.Values.Select(row => row.Fact), .. await FormerAnnouncements().ToListAsync(cancellationToken)],
        Sources = [.. rows.Sources.Values, .. await FormerSources().ToListAsync(cancellationToken)],
        Citations = [.. rows.Citations.Values.OfType<TotalCitation>()],
        Programmes = [.. rows.Programmes.Values.Select(row => row.Fact), .. await FormerProgrammes().ToListAsync(cancellationToken)],
        Tables = await new ReferenceTablesLoader(db).LoadAsync(earlier, cancellationToken),
    };

    private IQueryable<TotalAnnouncement> FormerAnnouncements() => db.AnnouncementHistory.AsNoTracking().Join(
        db.Announcements, history => history.AnnouncementId, announcement => announcement.Id, (history, announcement) => new TotalAnnouncement(
            announcement.Reference, new PartialDate(history.StatedOn, history.StatedPrecision), history.RecordedAt));

    private IQueryable<TotalSource> FormerSources() => db.SourceHistory.AsNoTracking().Join(
        db.Sources, history => history.SourceId, source => source.Id, (history, source) => new TotalSource(
            source.Reference, history.Tier, history.RecordedAt));

    private IQueryable<TotalProgramme> FormerProgrammes() =>
        from history in db.ProgrammeHistory.AsNoTracking()
        join programme in db.Programmes on history.ProgrammeId equals programme.Id
        join above in db.Programmes on history.ParentId equals above.Id into parents
        from parent in parents.DefaultIfEmpty()
        select new TotalProgramme(
            programme.Reference, parent == null ? null : parent.Reference, history.CountryCode, history.Themes, history.RecordedAt);

    // The groups say which there are, and an index the last of each: a million grants are not read for it.
    private IQueryable<GrantTrace> GrantTraces() => db.GrantGroups
        .Where(group => group.ProgrammeId != null && (group.Stage == Stage.Awarded || group.Stage == Stage.Disbursed) && group.Grants > 0)
        .Select(group => new { group.ProgrammeId, group.Stage, group.FunderType }).Distinct()
        .Join(db.Programmes, kind => kind.ProgrammeId, programme => programme.Id, (kind, programme) => new GrantTrace(
            programme.Reference, kind.Stage, kind.FunderType,
            db.Grants.Holding().Where(grant => grant.ProgrammeId == programme.Id && grant.Stage == kind.Stage && grant.FunderType == kind.FunderType)
                .Max(grant => grant.AwardedOn),
            db.Grants.Holding().Any(grant =>
                grant.ProgrammeId == programme.Id && grant.Stage == kind.Stage && grant.FunderType == kind.FunderType && grant.AwardedOn == null)));

    private static IEnumerable<DateTimeOffset> Instants(MoneyFacts facts) =>
        facts.Figures.Select(figure => figure.Known)
            .Concat(facts.Links.Select(link => link.Known))
            .Concat(facts.Preferences.Select(preference => preference.Known))
            .Concat(facts.Citations.Select(citation => citation.Known))
            .Select(known => known.WithdrawnAt ?? known.RecordedAt)
            .Concat(facts.Announcements.Select(version => version.RecordedAt))
            .Concat(facts.Sources.Select(version => version.RecordedAt))
            .Concat(facts.Programmes.Select(version => version.RecordedAt));
}
