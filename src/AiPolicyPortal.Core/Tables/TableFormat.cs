namespace AiPolicyPortal.Core.Tables;

/// <summary>A file format that holds a whole table.</summary>
/// <param name="Ending">Of a file's name, without the dot.</param>
/// <param name="Title">What people call it.</param>
/// <param name="MediaType">As registered, or as widely used where it is not.</param>
public sealed record TableFormat(string Ending, string Title, string MediaType)
{
    public static TableFormat Csv { get; } = new("csv", "CSV", "text/csv");

    public static TableFormat JsonLines { get; } = new("jsonl", "JSON Lines", "application/jsonl");

    public static TableFormat Parquet { get; } = new("parquet", "Parquet", "application/vnd.apache.parquet");

    public static TableFormat Xlsx { get; } = new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /// <summary>CSV first: its rows tell whether a workbook holds them.</summary>
    public static IReadOnlyList<TableFormat> All { get; } = [Csv, JsonLines, Parquet, Xlsx];
}
