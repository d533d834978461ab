using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Between values and the text of their cells; an empty cell is null both ways.</summary>
internal static class CellText
{
    public const char ListSeparator = ';';

    public static PartialDate? Date(string? text) => text is null ? null : PartialDate.Parse(text);

    public static decimal? Amount(string? text) =>
        text is null ? null : decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture);

    public static DateTimeOffset? Instant(string? text) => text is null ? null : Common.Instant.Parse(text);

    public static string[] List(string? text, char separator = ListSeparator) =>
        text?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static string? Of(PartialDate? date) => date?.ToString();

    public static string? Of(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    public static string? Of(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string? Of(DateTimeOffset? instant) => instant is { } known ? Common.Instant.Write(known) : null;

    public static string Of(bool value) => value ? "yes" : "no";

    public static string? Of(IEnumerable<string> list, char separator = ListSeparator)
    {
        var text = string.Join(separator, list);
        return text.Length == 0 ? null : text;
    }
}
