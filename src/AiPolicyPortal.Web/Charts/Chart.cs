using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Web.Charts;

/// <summary>How a chart is drawn where scripts run. Without them its table stands for it.</summary>
public enum ChartForm
{
    /// <summary>Upright bars side by side, one group a row; rows are years.</summary>
    Bars,

    /// <summary>Lying bars, one group a row, in the order of the rows.</summary>
    Ranking,

    /// <summary>Countries coloured by the first series; a row's key is an ISO 3166-1 alpha-2 code.</summary>
    Map,

    /// <summary>One line a series that keeps its height until the next dated row.</summary>
    Steps,

    /// <summary>One dot a dated row; a row that says again what another said is joined to it.</summary>
    Timeline,
}

/// <summary>What a chart shows. Its drawing, the table under it, its downloads and its embedded twin are all made from this.</summary>
public sealed record Chart
{
    /// <summary>Its name in <c>/embed/{name}</c> and <c>/charts/{name}.csv</c>.</summary>
    public required string Name { get; init; }

    public required ChartForm Form { get; init; }

    /// <summary>Its anchor on the page; set where a page has the same chart twice.</summary>
    public string? Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What the reader sees, in a sentence.</summary>
    public required string Sentence { get; init; }

    public required AmountUnit Unit { get; init; }

    /// <summary>How many digits behind the point amounts have at least where they are written in full; null as many as each was given with.</summary>
    public int? Places { get; init; }

    /// <summary>What a row is, such as "Year" or "Country".</summary>
    public required string RowHeading { get; init; }

    public required IReadOnlyList<ChartSeries> Series { get; init; }

    public required IReadOnlyList<ChartRow> Rows { get; init; }

    /// <summary>Rows under the others that are no part of the drawing, such as the overlap and the total.</summary>
    public IReadOnlyList<ChartRow> Foot { get; init; } = [];

    /// <summary>A remark that keeps the reader from a wrong conclusion; null when none is needed.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the table is short enough to stand open under the drawing.</summary>
    public bool TableOpen { get; init; }

    /// <summary>Where the numbers are from, series of rates included.</summary>
    public required string Source { get; init; }

    /// <summary>The explanation of what the chart shows: path and query; null where each row has its own.</summary>
    public string? Why { get; init; }

    /// <summary>The page where the chart stands: path and query.</summary>
    public required string Page { get; init; }

    /// <summary>The instant of the portal's knowledge that the numbers are of, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What was asked, as a query string that begins with a question mark or is empty; set by the catalogue.</summary>
    public string Query { get; init; } = "";

    /// <summary>Whether another making of the chart has the same rows and numbers.</summary>
    public bool ShowsTheSameAs(Chart other) =>
        Numbers(Rows).SequenceEqual(Numbers(other.Rows)) && Numbers(Foot).SequenceEqual(Numbers(other.Foot));

    private static IEnumerable<(string Key, ChartCell Cell)> Numbers(IEnumerable<ChartRow> rows) =>
        rows.SelectMany(row => row.Cells, (row, cell) => (row.Key, cell with { Why = null }));
}

/// <param name="Key">Its name in the CSV and for scripts.</param>
public sealed record ChartSeries(string Key, string Label);

/// <param name="Key">A year, a code or a reference.</param>
/// <param name="Cells">One a series.</param>
/// <param name="Href">The page about it; null when there is none.</param>
/// <param name="Date">Where it stands in time, for steps and timelines.</param>
/// <param name="Of">The key of the row that it says again; null when none.</param>
/// <param name="Remark">A few words beside the numbers.</param>
/// <param name="Why">The explanation of its numbers: path and query.</param>
public sealed record ChartRow(
    string Key, string Label, IReadOnlyList<ChartCell> Cells, string? Href = null, PartialDate? Date = null, string? Of = null,
    string? Remark = null, string? Why = null);

/// <summary>An amount in the chart's unit. Nothing recorded is not the same as not disclosed, and neither is zero.</summary>
/// <param name="Low">Null when there is no amount.</param>
/// <param name="High">Equal to <paramref name="Low"/> unless a range.</param>
/// <param name="Undisclosed">Whether there is money whose amount was not disclosed: all of it when there is no amount.</param>
public sealed record ChartCell(decimal? Low, decimal? High, bool Undisclosed = false)
{
    public static ChartCell Nothing { get; } = new(null, null);

    /// <summary>A place that can have no number, such as under the other kinds of a statement; not the same as nothing recorded.</summary>
    public static ChartCell Absent { get; } = new(null, null) { IsAbsent = true };

    public bool IsAbsent { get; private init; }

    /// <summary>Whether there is money that cannot be expressed in the unit, for want of a rate, a series or a date: all of it when there is no amount.</summary>
    public bool NotConverted { get; init; }

    /// <summary>Whether there is money that the rules leave out of the sum: all of it when there is no amount and nothing else is said.</summary>
    public bool LeftOut { get; init; }

    /// <summary>Whether there is money in other currencies alone, which is never converted here.</summary>
    public bool InOtherCurrencies { get; init; }

    /// <summary>The explanation of this number: path and query; null where its row's explains them all.</summary>
    public string? Why { get; init; }
}
