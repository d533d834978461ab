namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>A row of a file.</summary>
/// <param name="Number">As a spreadsheet shows it, the heading being 1; of 360Giving JSON the grant's place from 1.</param>
/// <param name="Cells">By column; null where empty.</param>
/// <param name="Statement">The grant as 360Giving JSON states it; null of other files.</param>
/// <param name="FaultCode">What is wrong with the row's form; null where nothing is.</param>
/// <param name="CellCount">How many cells it has where they are not as many as the headings; null else.</param>
public sealed record SourceRow(int Number, string?[] Cells, string? Statement = null, string? FaultCode = null, int? CellCount = null)
{
    public bool IsEmpty => Statement is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>What no file may exceed; a hostile one is refused before it fills the memory.</summary>
public static class FileLimits
{
    public const long Bytes = 1L << 30;
    public const int Rows = 1_000_000;
    public const int Columns = 200;
    public const int RowLength = 1_000_000;
    public const int CellLength = 100_000;
    public const int SampleRows = 100;
    public const int SampleLength = 200;
    internal const long WorkbookBytes = 4L << 30;
    internal const int SharedWordsBytes = 200 << 20;
    internal const int TokenBytes = 1 << 18;
    internal const int GrantBytes = 1 << 20;
}
