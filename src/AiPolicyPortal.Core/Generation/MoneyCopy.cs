using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Generation;

/// <summary>
/// One copy of the portal's figures with their programmes, announcements, citations, preferences and links of every kind. The whole copy
/// has one factor for its amounts and one distance in time, so that what restates, revises, contradicts or contains does so still, and
/// what has no cycle has none.
/// </summary>
internal sealed class MoneyCopy
{
    private const double AmountSpread = 0.8;
    private const int MostDaysEarlier = 5 * 365;

    private readonly string mark;
    private readonly DateTimeOffset moment;
    private readonly SequentialIds ids;
    private readonly double factor;
    private readonly int days;

    /// <param name="number">From 1; part of every reference.</param>
    /// <param name="count">How many of the figures to take, the first ones by reference.</param>
    /// <param name="titles">Words for announcements.</param>
    public MoneyCopy(MoneySample sample, int number, int count, DateTimeOffset moment, WordChain titles, Dice dice, SequentialIds ids)
    {
        (this.moment, this.ids) = (moment, ids);
        (mark, factor, days) = ($"{DataGeneration.Mark}{number:0000}-", dice.Factor(AmountSpread), dice.Below(MostDaysEarlier));
        var programmes = NewIds(sample.Programmes.Select(programme => programme.Id));
        Programmes = [.. sample.Programmes.Select(programme => After(programme, number, programmes))];
        var taken = sample.Figures.Take(count).ToList();
        var announcements = NewIds(taken.Select(figure => figure.AnnouncementId).Distinct());
        Announcements = [.. sample.Announcements.Where(announcement => announcements.ContainsKey(announcement.Id))
            .Select(announcement => After(announcement, announcements[announcement.Id], titles.Next(dice, Announcement.TitleMaxLength)))];
        Citations = [.. sample.Citations.Where(citation => announcements.ContainsKey(citation.AnnouncementId!.Value))
            .Select(citation => After(citation, announcements[citation.AnnouncementId!.Value]))];
        var figures = NewIds(taken.Select(figure => figure.Id));
        Figures = [.. taken.Select(figure => After(figure, figures, programmes, announcements))];
        Links = [.. sample.Links.Where(link => figures.ContainsKey(link.FromId) && figures.ContainsKey(link.ToId)).Select(link => new FigureLink
        {
            Id = ids.Next(), FromId = figures[link.FromId], Kind = link.Kind, ToId = figures[link.ToId], RecordedAt = moment,
        })];
        Preferences = [.. sample.Preferences.Where(preference => figures.ContainsKey(preference.FigureId))
            .Select(preference => new FigurePreference { FigureId = figures[preference.FigureId], RecordedAt = moment })];
    }

    public IReadOnlyList<Programme> Programmes { get; }

    public IReadOnlyList<Announcement> Announcements { get; }

    public IReadOnlyList<Citation> Citations { get; }

    public IReadOnlyList<Figure> Figures { get; }

    public IReadOnlyList<FigureLink> Links { get; }

    public IReadOnlyList<FigurePreference> Preferences { get; }

    private Dictionary<Guid, Guid> NewIds(IEnumerable<Guid> sample) => sample.ToDictionary(id => id, _ => ids.Next());

    private Programme After(Programme sample, int number, Dictionary<Guid, Guid> programmes) => new()
    {
        Id = programmes[sample.Id],
        Reference = mark + sample.Reference,
        Name = $"{sample.Name} ({number})",
        CountryCode = sample.CountryCode,
        LeadOrganisationId = sample.LeadOrganisationId,
        Start = sample.Start,
        End = sample.End,
        Status = sample.Status,
        ParentId = sample.ParentId is { } parent && programmes.TryGetValue(parent, out var copied) ? copied : null,
        Themes = sample.Themes,
        OpenSourceCommitment = sample.OpenSourceCommitment,
        RecordedAt = moment,
        UpdatedAt = moment,
        FactsRecordedAt = moment,
    };

    private Announcement After(Announcement sample, Guid id, string title) => new()
    {
        Id = id,
        Reference = mark + sample.Reference,
        Date = Dice.Earlier(sample.Date, days),
        Title = title,
        Speaker = sample.Speaker,
        RecordedAt = moment,
        UpdatedAt = moment,
        FactsRecordedAt = moment,
    };

    private Citation After(Citation sample, Guid announcement) => new()
    {
        Id = ids.Next(),
        SourceId = sample.SourceId,
        AnnouncementId = announcement,
        Position = sample.Position,
        RecordedAt = moment,
    };

    private Figure After(
        Figure sample, Dictionary<Guid, Guid> figures, Dictionary<Guid, Guid> programmes, Dictionary<Guid, Guid> announcements) => new()
        {
            Id = figures[sample.Id],
            Reference = mark + sample.Reference,
            ProgrammeId = programmes[sample.ProgrammeId],
            AnnouncementId = announcements[sample.AnnouncementId],
            Stage = sample.Stage,
            Standing = sample.Standing,
            Nature = sample.Nature,
            AmountLow = sample.AmountLow is { } low ? Dice.Scale(low, factor) : null,
            AmountHigh = sample.AmountHigh is { } high ? Dice.Scale(high, factor) : null,
            CurrencyCode = sample.CurrencyCode,
            Basis = sample.Basis,
            PeriodStartYear = sample.PeriodStartYear,
            PeriodEndYear = sample.PeriodEndYear,
            FunderType = sample.FunderType,
            Instrument = sample.Instrument,
            Confidence = sample.Confidence,
            Additional = sample.Additional,
            Evidence = sample.Evidence,
            RecordedAt = moment,
            UpdatedAt = moment,
        };
}
