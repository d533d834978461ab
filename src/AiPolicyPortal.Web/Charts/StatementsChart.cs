using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// What was stated, statement by statement: for the first time, as a revision, or of money that had been stated before. What an announcement
/// holds within another of its own figures is no statement of its own.
/// </summary>
public sealed class StatementsChart(TotalQueries totals, ChartTexts words, IStringLocalizer<Interface> texts) : IChartMaker
{
    private const int Columns = 3;

    public string Name => "statements";

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var query = TotalQuery.ReadUngrouped(parameters);
        parameters.ThrowIfInvalid();
        var report = await totals.NewMoneyAsync(query, cancellationToken);
        var unit = AmountUnit.Of(query);
        List<(StatedAnnouncement Announcement, StatedFigure Figure)> stated = [.. report.Answer.Total.Announcements
            .SelectMany(announcement => announcement.Figures, (announcement, figure) => (announcement, figure))
            .Where(pair => pair.figure.HeadlineLow is not null || !pair.figure.Figure.Disclosed)];
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Timeline,
            Title = texts["Chart.Statements.Title", words.Scope(report.Snapshot, query)],
            Sentence = Sentence([.. stated.Select(pair => pair.Figure)], [.. stated.Select(pair => ColumnOf(pair.Announcement, pair.Figure))]),
            Unit = unit,
            RowHeading = texts["Field.Figure"],
            // The second is drawn hollow.
            Series = [new("new", texts["Chart.Statements.New"]), new("again", texts["Chart.Statements.Again"]), new("revision", texts["Chart.Statements.Revision"])],
            Rows = [.. stated.Select(pair => Row(report, pair.Announcement, pair.Figure))],
            Note = texts["Chart.Statements.Note"],
            Source = words.Source(stated.Count, unit),
            Why = TotalAddress.NewMoney(query),
            Page = ChartTexts.PageOf(query),
            AsOf = report.AsOf,
        };
    }

    private string Sentence(List<StatedFigure> stated, List<int> columns)
    {
        if (stated.Count == 0)
            return texts["Chart.Nothing"];
        var larger = stated.Count(figure => figure.PartsBefore.Count > 0);
        return texts["Chart.Statements.Sentence", columns.Count, columns.Count(column => column == 0), columns.Count(column => column == 2), columns.Count(column => column == 1)]
            + (larger > 0 ? " " + texts["Chart.Statements.Larger", larger].Value : "");
    }

    private ChartRow Row(NewMoneyReport report, StatedAnnouncement announcement, StatedFigure stated)
    {
        var (figure, column) = (stated.Figure, ColumnOf(announcement, stated));
        return new ChartRow(
            figure.Reference,
            $"{report.Snapshot.ProgrammeNames[figure.Programme]} ({figure.Reference})",
            [.. Enumerable.Range(0, Columns).Select(at => at == column
                ? new ChartCell(stated.HeadlineLow, stated.HeadlineHigh, !figure.Disclosed)
                : ChartCell.Absent)],
            $"/figures/{figure.Reference}",
            announcement.Date,
            stated.Because,
            $"{texts[$"Novelty.{stated.Novelty.Code()}"].Value} {stated.Because}".TrimEnd()
                + (figure.Nature is Nature.About or Nature.AtLeast or Nature.UpTo ? $", {texts.Label(figure.Nature).ToLower(CultureInfo.CurrentCulture)}" : "")
                + (stated.PartsBefore.Count > 0 ? $"{texts["NewMoney.PartsBefore"].Value} {string.Join(", ", stated.PartsBefore)}" : ""));
    }

    // What changes an amount that is new in its own announcement is new.
    private static int ColumnOf(StatedAnnouncement announcement, StatedFigure stated) => stated.Novelty switch
    {
        Novelty.New => 0,
        Novelty.Revision when announcement.Figures.Any(figure => figure.Figure.Reference == stated.Because && figure.Novelty == Novelty.New) => 0,
        Novelty.Revision => 2,
        _ => 1,
    };
}
