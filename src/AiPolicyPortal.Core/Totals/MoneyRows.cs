using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// The rows that totals rest on, by their ids. References are put in place of ids here, as rows that are held are found by them; they may be held, since no
/// record ever changes its reference.
/// </summary>
/// <param name="Citations">Null for those of records that are no announcements.</param>
internal sealed record MoneyRows(
    HeldRows<ProgrammeRow> Programmes, HeldRows<AnnouncementRow> Announcements, HeldRows<TotalSource> Sources, HeldRows<TotalFigure> Figures,
    HeldRows<TotalLink> Links, HeldRows<TotalCitation?> Citations)
{
    public static async Task<MoneyRows> ReadAsync(PortalDbContext db, MoneyRows? held, CancellationToken cancellationToken)
    {
        var programmes = await ProgrammesAsync(db, held?.Programmes, cancellationToken);
        var announcements = await AnnouncementsAsync(db, held?.Announcements, cancellationToken);
        var sources = await HeldRows<TotalSource>.ReadAsync(
            db, held?.Sources, (Source source) => new { source.Id, source.Reference, source.Tier, source.FactsRecordedAt },
            source => source.Id, source => new TotalSource(source.Reference, source.Tier, source.FactsRecordedAt), cancellationToken);
        var figures = await FiguresAsync(db, held?.Figures, programmes, announcements, cancellationToken);
        var links = await HeldRows<TotalLink>.ReadAsync(
            db, held?.Links, (FigureLink link) => new { link.Id, link.FromId, link.Kind, link.ToId, link.RecordedAt, link.WithdrawnAt },
            link => link.Id,
            link => new TotalLink(
                figures[link.FromId].Reference, link.Kind, figures[link.ToId].Reference, new Timeline(link.RecordedAt, link.WithdrawnAt)),
            cancellationToken);
        var citations = await HeldRows<TotalCitation?>.ReadAsync(
            db, held?.Citations,
            (Citation citation) => new { citation.Id, citation.AnnouncementId, citation.SourceId, citation.RecordedAt, citation.WithdrawnAt },
            citation => citation.Id,
            citation => citation.AnnouncementId is { } announcement
                ? new TotalCitation(
                    announcements[announcement].Reference, sources[citation.SourceId].Reference, new Timeline(citation.RecordedAt, citation.WithdrawnAt))
                : null,
            cancellationToken);
        return new MoneyRows(programmes, announcements, sources, figures, links, citations);
    }

    private static Task<HeldRows<ProgrammeRow>> ProgrammesAsync(
        PortalDbContext db, HeldRows<ProgrammeRow>? held, CancellationToken cancellationToken) => HeldRows<ProgrammeRow>.ReadAsync(
            db, held,
            (Programme programme) => new
            {
                programme.Id,
                programme.Reference,
                programme.Name,
                Parent = programme.Parent == null ? null : programme.Parent.Reference,
                programme.CountryCode,
                programme.Themes,
                programme.EndOn,
                programme.EndPrecision,
                programme.FactsRecordedAt,
            },
            row => row.Id,
            row => new ProgrammeRow(
                row.Name, PartialDate.From(row.EndOn, row.EndPrecision),
                new TotalProgramme(row.Reference, row.Parent, row.CountryCode, row.Themes, row.FactsRecordedAt)),
            cancellationToken);

    private static Task<HeldRows<AnnouncementRow>> AnnouncementsAsync(
        PortalDbContext db, HeldRows<AnnouncementRow>? held, CancellationToken cancellationToken) => HeldRows<AnnouncementRow>.ReadAsync(
            db, held,
            (Announcement announcement) => new
            {
                announcement.Id,
                announcement.Reference,
                announcement.Title,
                announcement.StatedOn,
                announcement.StatedPrecision,
                announcement.FactsRecordedAt,
            },
            row => row.Id,
            row => new AnnouncementRow(
                row.Title, new TotalAnnouncement(row.Reference, new PartialDate(row.StatedOn, row.StatedPrecision), row.FactsRecordedAt)),
            cancellationToken);

    private static Task<HeldRows<TotalFigure>> FiguresAsync(
        PortalDbContext db, HeldRows<TotalFigure>? held, HeldRows<ProgrammeRow> programmes, HeldRows<AnnouncementRow> announcements,
        CancellationToken cancellationToken) => HeldRows<TotalFigure>.ReadAsync(
            db, held,
            (Figure figure) => new
            {
                figure.Id,
                figure.Reference,
                figure.ProgrammeId,
                figure.AnnouncementId,
                figure.Stage,
                figure.Standing,
                figure.Nature,
                figure.AmountLow,
                figure.AmountHigh,
                figure.CurrencyCode,
                figure.Basis,
                figure.PeriodStartYear,
                figure.PeriodEndYear,
                figure.FunderType,
                figure.Instrument,
                figure.Confidence,
                figure.Additional,
                figure.RecordedAt,
                figure.WithdrawnAt,
            },
            figure => figure.Id,
            figure => new TotalFigure(
                figure.Reference, programmes[figure.ProgrammeId].Reference, announcements[figure.AnnouncementId].Reference, figure.Stage, figure.Standing,
                figure.Nature, figure.AmountLow, figure.AmountHigh, figure.CurrencyCode, figure.Basis, figure.PeriodStartYear, figure.PeriodEndYear,
                figure.FunderType, figure.Instrument, figure.Confidence, figure.Additional, new Timeline(figure.RecordedAt, figure.WithdrawnAt)),
            cancellationToken);
}

/// <summary>What a total needs to know of a programme, with what it is called and when it ends.</summary>
internal sealed record ProgrammeRow(string Name, PartialDate? End, TotalProgramme Fact)
{
    public string Reference => Fact.Slug;
}

/// <summary>What a total needs to know of an announcement, with its title.</summary>
internal sealed record AnnouncementRow(string Title, TotalAnnouncement Fact)
{
    public string Reference => Fact.Reference;
}
