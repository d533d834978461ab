using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Web.Formats;

/// <summary>One way a list is given besides its page.</summary>
/// <param name="Ending">Of its address, without the dot.</param>
/// <param name="MediaType">As <c>Accept</c> names it.</param>
internal sealed record ListFormat(string Ending, string MediaType)
{
    public static ListFormat Json { get; } = new("json", "application/json");

    public static ListFormat Csv { get; } = Of(TableFormat.Csv);

    public static ListFormat Atom { get; } = new("atom", "application/atom+xml");

    public static ListFormat Xlsx { get; } = Of(TableFormat.Xlsx);

    public static ListFormat Zip { get; } = new("zip", "application/zip");

    public static ListFormat JsonLines { get; } = Of(TableFormat.JsonLines);

    public static ListFormat Parquet { get; } = Of(TableFormat.Parquet);

    public static IReadOnlyList<ListFormat> All { get; } = [Json, Csv, Atom, Xlsx, Zip, JsonLines, Parquet];

    /// <summary>Whether a person can read it as it is.</summary>
    public bool IsText => this == Json || this == Csv || this == Atom || this == JsonLines;

    /// <summary>Those that hold a whole selection, not a page of it.</summary>
    public static IReadOnlyList<ListFormat> Downloads { get; } = [Csv, Xlsx, Zip, JsonLines, Parquet];

    private static ListFormat Of(TableFormat format) => new(format.Ending, format.MediaType);
}
