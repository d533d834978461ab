using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class FiguresFile : RecordFile<Figure>
{
    public override string Name => "figures.csv";

    public override string Summary =>
        "One amount at one stage of the money, as one announcement stated it for one programme. Once published its facts never change; "
        + "only evidence and note can be amended.";

    public override RecordKind? Declares => RecordKind.Figure;

    protected override string FixedExpectation =>
        "A published figure is never edited: withdraw it by withdrawn_at and record a new one that revises it.";

    protected override ColumnList<Figure> Define(ColumnList<Figure> columns) => columns
        .Own("id", "The figure's reference.", figure => figure.Reference)
        .Record("programme", RecordKind.Programme, Need.Value, "The programme it is for.", figure => figure.ProgrammeId, null)
        .Record("announcement", RecordKind.Announcement, Need.Value, "The announcement that stated it.",
            figure => figure.AnnouncementId, null)
        .Code("stage", "How far the money has come.", figure => figure.Stage, null)
        .Code("nature", "How the amount is to be taken.", figure => figure.Nature, null)
        .Amount("amount_low", Need.Column, "The amount; the lower end of a range; empty when undisclosed.",
            figure => figure.AmountLow, null)
        .Amount("amount_high", Need.Column, "The same as amount_low, unless the nature is range.", figure => figure.AmountHigh, null)
        .Currency("currency", Need.Value, "The currency it was stated in.", figure => figure.CurrencyCode, null)
        .Code("basis", "Whether the amount is for the whole period or for each of its years.", figure => figure.Basis, null)
        .Year("period_start_year", "First year the money is for.", figure => figure.PeriodStartYear)
        .Year("period_end_year", "Last year the money is for; not before period_start_year.", figure => figure.PeriodEndYear)
        .Code("funder_type", "Whose money it is.", figure => figure.FunderType, null)
        .Code("instrument", "In what form it is given.", figure => figure.Instrument, null)
        .Code("confidence", "How sure the editors are.", figure => figure.Confidence, null)
        .Code("standing", "Whether it can be counted, or why not.", figure => figure.Standing, null)
        .LongText("evidence", Need.Column, "A few words of the source around the number.",
            figure => figure.Evidence, (figure, words) => figure.Evidence = words)
        .LongText("note", Need.Column, "Anything a reader should know.", figure => figure.Note, (figure, note) => figure.Note = note)
        .YesNo("additional", "Whether the money comes on top of the parent programme's.", figure => figure.Additional, null)
        .YesNo("preferred", "Whether the editors prefer it among those of the same money.",
            figure => figure.Preferences.Exists(preference => preference.WithdrawnAt is null),
            (figure, preferred, session) => session.Prefer(figure, preferred))
        .RecordedAt("When the portal learnt it; the import's moment when empty. Never changes.", figure => figure.RecordedAt)
        .WithdrawnAt("When it stopped holding; can be set once.", figure => figure.WithdrawnAt,
            (figure, instant, session) => session.Scope.Withdraw(figure, "withdrawn_at", instant));

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.FigureAmounts(row, context);
        if (row.Year("period_end_year") < row.Year("period_start_year"))
        {
            context.Fault(row, "period_end_year", FaultCodes.DateOrder,
                $"A year that is not before period_start_year, which is {row["period_start_year"]}.");
        }
    }

    protected override IQueryable<Figure> Records(PortalDbContext context) =>
        context.Figures.Include(figure => figure.Preferences.Where(preference => preference.WithdrawnAt == null));

    protected override Figure Create(FolderRow row, Guid id, ImportSession session) => new()
    {
        Id = id,
        Reference = row.Key,
        ProgrammeId = session.References.Id(RecordKind.Programme, row.Text("programme")),
        AnnouncementId = session.References.Id(RecordKind.Announcement, row.Text("announcement")),
        Stage = row.Code<Stage>("stage"),
        Nature = row.Code<Nature>("nature"),
        AmountLow = row.Amount("amount_low"),
        AmountHigh = row.Amount("amount_high"),
        CurrencyCode = row.Text("currency"),
        Basis = row.Code<AmountBasis>("basis"),
        PeriodStartYear = row.Year("period_start_year"),
        PeriodEndYear = row.Year("period_end_year"),
        FunderType = row.Code<FunderType>("funder_type"),
        Instrument = row.Code<Instrument>("instrument"),
        Confidence = row.Code<Confidence>("confidence"),
        Standing = row.Code<Standing>("standing"),
        Additional = row["additional"] == "yes",
        RecordedAt = row.Instant("recorded_at") ?? session.Moment,
    };
}
