using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Reads what totals need of a data folder, all of it known since ever.</summary>
internal static class DataFolder
{
    private static DateTimeOffset Ever => DateTimeOffset.MinValue;

    public static MoneyFacts Read(ReferenceTables tables, params string[] folder)
    {
        var figures = CsvRows.Of([.. folder, "figures.csv"]);
        var announcements = CsvRows.Of([.. folder, "announcements.csv"]);
        return new MoneyFacts
        {
            Figures = [.. figures.Select(Figure)],
            Preferences = [.. figures.Where(row => Yes(row, "preferred")).Select(row => new TotalPreference(row["id"], new Timeline(Ever)))],
            Links = [.. CsvRows.Of([.. folder, "figure_links.csv"])
                .Select(row => new TotalLink(row["from"], Codes<FigureLinkKind>.Parse(row["kind"]), row["to"], new Timeline(Ever)))],
            Announcements = [.. announcements.Select(row => new TotalAnnouncement(row["id"], PartialDate.Parse(row["date"]), Ever))],
            Citations = [.. announcements.SelectMany(row => row["sources"].Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(source => new TotalCitation(row["id"], source, new Timeline(Ever))))],
            Sources = [.. CsvRows.Of([.. folder, "sources.csv"]).Select(row => new TotalSource(row["id"], (int)Number(row["tier"])!.Value, Ever))],
            Programmes = [.. CsvRows.Of([.. folder, "programmes.csv"]).Select(row => new TotalProgramme(
                row["slug"],
                row["part_of"] is "" ? null : row["part_of"],
                row["country"],
                [.. row["themes"].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Codes<Theme>.Parse)],
                Ever))],
            Tables = tables,
        };
    }

    private static TotalFigure Figure(IReadOnlyDictionary<string, string> row) => new(
        row["id"],
        row["programme"],
        row["announcement"],
        Codes<Stage>.Parse(row["stage"]),
        Codes<Standing>.Parse(row["standing"]),
        Codes<Nature>.Parse(row["nature"]),
        Number(row["amount_low"]),
        Number(row["amount_high"]),
        row["currency"],
        Codes<AmountBasis>.Parse(row["basis"]),
        (int?)Number(row["period_start_year"]),
        (int?)Number(row["period_end_year"]),
        Codes<FunderType>.Parse(row["funder_type"]),
        Codes<Instrument>.Parse(row["instrument"]),
        Codes<Confidence>.Parse(row["confidence"]),
        Yes(row, "additional"),
        new Timeline(Ever));

    private static bool Yes(IReadOnlyDictionary<string, string> row, string column) => row.GetValueOrDefault(column) == "yes";

    private static decimal? Number(string text) => text is "" ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
