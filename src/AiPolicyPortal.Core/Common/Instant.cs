using System.Globalization;

namespace AiPolicyPortal.Core.Common;

/// <summary>Instants as the portal writes them: ISO 8601 in UTC, no longer than needed; a date alone is its midnight.</summary>
public static class Instant
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'"];

    /// <summary>Now, in UTC and whole microseconds, which is what PostgreSQL keeps.</summary>
    public static DateTimeOffset Now(TimeProvider time)
    {
        var now = time.GetUtcNow().ToUniversalTime();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static string Write(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        if (utc.TimeOfDay == TimeSpan.Zero)
        {
            return utc.ToString(Formats[0], CultureInfo.InvariantCulture);
        }

        // The round-trip form has seven digits of a second; it takes a fraction of the time of one's own form.
        Span<char> text = stackalloc char[28];
        utc.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        return string.Concat(text[..26].TrimEnd('0').TrimEnd('.'), "Z");
    }

    /// <summary>The same with its time at midnight too: a parameter takes a date alone for the end of that day.</summary>
    public static string WriteInFull(DateTimeOffset instant) =>
        instant.UtcDateTime.TimeOfDay == TimeSpan.Zero ? instant.UtcDateTime.ToString(Formats[2], CultureInfo.InvariantCulture) : Write(instant);

    /// <summary>For a reader, to the minute in UTC: <c>2026-11-23 18:00</c>.</summary>
    public static string ToMinute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    /// <exception cref="FormatException">The text is no such instant.</exception>
    public static DateTimeOffset Parse(string text) =>
        TryParse(text, out var instant) ? instant : throw new FormatException($"'{text}' is not an instant such as 2026-11-23 or 2026-11-23T18:00:00Z.");
}
