using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>The totals, their explanation and new money as CSV: the same queries and numbers as their JSON.</summary>
internal static class TotalsCsv
{
    private const string Overlap = "overlap";
    private const string Total = "total";

    /// <summary>The columns of a sum.</summary>
    public static readonly string[] Sums = ["low", "high", "unit", "figures", "undisclosed", "not_converted", "left_out", "about", "at_least", "up_to"];

    private static readonly string[] Groups = ["key", "label", .. Sums];

    private static readonly string[] Figures =
    [
        "figure", "programme", "stated_on", "amount_low", "amount_high", "currency", "years", "counted", "reason", "because",
        "converted_low", "converted_high", "unit", "rate", "rate_date", "series", "evidence", "source_url", "also_counted", "relation", "nature", "rate_through",
    ];

    private static readonly string[] Statements =
    [
        "group", "announcement", "title", "stated_on", "figure", "programme", "amount_low", "amount_high", "currency",
        "headline_low", "headline_high", "new_low", "new_high", "unit", "novelty", "because", "parts_before",
    ];

    public static void MapTotalsCsv(this RouteGroupBuilder api)
    {
        api.MapAnswer<TotalQueries>("totals.csv", async (context, totals) =>
            {
                var report = await totals.AnswerAsync(TotalsApi.Read(context, TotalQuery.Read), context.RequestAborted);
                return CsvAnswer.Of("totals", Groups, Rows(report, context.Need<GroupLabels>()));
            })
            .Describe("totals-csv", "The groups of a total, their overlap and the total itself, one row each.", TotalQuery.Read)
            .Produces<string>(contentType: "text/csv");

        api.MapAnswer<TotalQueries>("totals/explain.csv", async (context, totals) =>
            {
                var report = await totals.AnswerAsync(TotalsApi.Read(context, TotalQuery.Read), context.RequestAborted);
                var statements = await context.Need<FigureQueries>().OfAsync(report, context.RequestAborted);
                return CsvAnswer.Of("explanation", Figures, Counted(report, statements).Concat(LeftOut(report)));
            })
            .Describe("explain-totals-csv", "Every figure that was asked about: those counted, then those left out, and why. `also_counted` names, with semicolons between, the figures that totals of other kinds of funder count for money of this one, and those of this total that have money in common with it; `relation`, in the same order, says what this one is to each. `nature` says whether the amount is exact, about, at least or up to so much, or a range.", TotalQuery.Read)
            .Produces<string>(contentType: "text/csv");

        api.MapAnswer<TotalQueries>("new-money.csv", async (context, totals) =>
            {
                var report = await totals.NewMoneyAsync(TotalsApi.Read(context, TotalQuery.ReadNewMoney), context.RequestAborted);
                return CsvAnswer.Of("new-money", Statements, Rows(report));
            })
            .Describe("new-money-csv", "Every stated figure with what it adds to the headline and what of it was new.", TotalQuery.ReadNewMoney, ParameterTexts.NewMoney)
            .Produces<string>(contentType: "text/csv");
    }

    /// <summary>Groups of a total, what they lack to it as far as that is known, and the total: its key and the cells of its sum.</summary>
    public static IEnumerable<(string Key, IEnumerable<string?> Cells)> SumsOf(TotalReport report, IEnumerable<TotalGroup> groups)
    {
        var (unit, decimals) = (AmountUnit.Of(report.Query).Code, report.Answer.Decimals);
        foreach (var group in groups)
            yield return (group.Key, Cells(group.Sum, unit, decimals));
        if (report.Answer.Overlap is { } overlap)
            yield return (Overlap,
            [
                Bounds.Text(overlap.Low, decimals), Bounds.Text(overlap.High, decimals), unit,
                CsvAnswer.Count(overlap.FigureCount), CsvAnswer.Count(overlap.UndisclosedCount), CsvAnswer.Count(overlap.NotConvertedCount), CsvAnswer.Count(overlap.LeftOutCount),
                CsvAnswer.Count(overlap.AboutCount), CsvAnswer.Count(overlap.AtLeastCount), CsvAnswer.Count(overlap.UpToCount),
            ]);
        yield return (Total, Cells(report.Answer.Total, unit, decimals));
    }

    private static IEnumerable<IEnumerable<string?>> Rows(TotalReport report, GroupLabels labels)
    {
        string? Label(string key) => key switch
        {
            Overlap => "Overlap",
            Total => "Total",
            _ => CsvAnswer.Text(labels.Of(report.Snapshot, report.Query.GroupBy, key)),
        };
        return SumsOf(report, report.Answer.Groups).Select(row => (IEnumerable<string?>)[row.Key, Label(row.Key), .. row.Cells]);
    }

    private static IEnumerable<string?> Cells(TotalSum sum, string unit, int decimals) =>
    [
        Bounds.Text(sum.Low, decimals), Bounds.Text(sum.High, decimals), unit,
        CsvAnswer.Count(sum.FigureCount), CsvAnswer.Count(sum.UndisclosedCount), CsvAnswer.Count(sum.NotConvertedCount), CsvAnswer.Count(sum.LeftOutCount),
        CsvAnswer.Count(sum.CountOf(Nature.About)), CsvAnswer.Count(sum.CountOf(Nature.AtLeast)), CsvAnswer.Count(sum.CountOf(Nature.UpTo)),
    ];

    private static IEnumerable<IEnumerable<string?>> Counted(TotalReport report, IReadOnlyDictionary<string, FigureStatement> statements)
    {
        var shared = report.Shared();
        return report.Answer.Total.Counted.Select(figure => (IEnumerable<string?>)
        [
            .. Original(figure.Figure, figure.StatedOn, report.Snapshot), CsvAnswer.Count(figure.Years), "true", null, null,
            Bounds.Text(figure.ConvertedLow, report.Answer.Decimals), Bounds.Text(figure.ConvertedHigh, report.Answer.Decimals), AmountUnit.Of(report.Query).Code,
            CsvAnswer.Digits(figure.Conversion?.Rate), figure.Conversion?.RateDate?.ToString(), figure.Conversion?.Series,
            CsvAnswer.Text(statements.GetValueOrDefault(figure.Figure.Reference)?.Evidence), statements.GetValueOrDefault(figure.Figure.Reference)?.Source?.Url,
            string.Join(';', shared[figure.Figure.Reference].Select(also => also.Other.Stated.Ref)),
            string.Join(';', shared[figure.Figure.Reference].Select(also => also.Relation.Code())), figure.Figure.Nature.Code(), figure.Conversion?.Through?.ToString(),
        ]);
    }

    private static IEnumerable<IEnumerable<string?>> LeftOut(TotalReport report) => report.Answer.Total.LeftOut.Select(left => (IEnumerable<string?>)
    [
        .. Original(left.Figure, left.StatedOn, report.Snapshot), left.Figure.Years is { } years ? CsvAnswer.Count(years) : null, "false", left.Reason.Code(), left.Because,
        null, null, AmountUnit.Of(report.Query).Code, null, null, null, null, null, null, null, left.Figure.Nature.Code(), null,
    ]);

    private static IEnumerable<IEnumerable<string?>> Rows(NewMoneyReport report) =>
        from @group in report.Query.GroupBy is null ? [new NewMoneyGroup("all", report.Answer.Total)] : report.Answer.Groups
        from announcement in @group.Sum.Announcements
        from figure in announcement.Figures
        select (IEnumerable<string?>)
        [
            @group.Key, announcement.Reference, CsvAnswer.Text(report.Snapshot.AnnouncementTitles[announcement.Reference]), announcement.Date.ToString(),
            figure.Figure.Reference, figure.Figure.Programme, .. Amount(figure.Figure, report.Snapshot), Bounds.Text(figure.HeadlineLow, report.Answer.Decimals), Bounds.Text(figure.HeadlineHigh, report.Answer.Decimals), Bounds.Text(figure.NewLow, report.Answer.Decimals),
            Bounds.Text(figure.NewHigh, report.Answer.Decimals), AmountUnit.Of(report.Query).Code, figure.Novelty.Code(), figure.Because, string.Join(';', figure.PartsBefore),
        ];

    private static IEnumerable<string?> Original(TotalFigure figure, PartialDate statedOn, MoneySnapshot snapshot) =>
        [figure.Reference, figure.Programme, statedOn.ToString(), .. Amount(figure, snapshot)];

    private static IEnumerable<string?> Amount(TotalFigure figure, MoneySnapshot snapshot)
    {
        var decimals = snapshot.Facts.Tables.MinorUnit(figure.Currency);
        return [Bounds.Text(figure.AmountLow, decimals), Bounds.Text(figure.AmountHigh, decimals), figure.Currency];
    }
}
