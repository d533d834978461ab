using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Reads dates and amounts as a file writes them into the portal's own writing.</summary>
public static partial class CellFormats
{
    // Serial numbers of 1900-03-01 to 2199-12-31; the days before differ between spreadsheets.
    private const int FirstSerial = 61;
    private const int LastSerial = 109_574;

    private static readonly DateOnly SerialZero = new(1899, 12, 30);

    /// <summary>11 March 2024 in a format.</summary>
    public static string Example(DateFormat format) => format switch
    {
        DateFormat.Iso => "2024-03-11",
        DateFormat.DayFirst => "11/03/2024",
        DateFormat.MonthFirst => "03/11/2024",
        DateFormat.YearFirst => "2024/03/11",
        _ => "45362",
    };

    /// <summary>One thousand two hundred and thirty-four and a half in a format.</summary>
    public static string Example(NumberFormat format) => format == NumberFormat.Point ? "1,234.50" : "1.234,50";

    /// <summary>The date as <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; null where the text is not one in this format.</summary>
    public static string? Date(string text, DateFormat format) => format switch
    {
        DateFormat.Iso => Iso(text),
        DateFormat.DayFirst => Parts(text, 2, 1, 0),
        DateFormat.MonthFirst => Parts(text, 2, 0, 1),
        DateFormat.YearFirst => Parts(text, 0, 1, 2),
        _ => Serial(text),
    };

    /// <summary>The amount in plain digits with a decimal point; null where the text is not one in this format.</summary>
    public static string? Number(string text, NumberFormat format)
    {
        text = text.Trim();
        if (PlainDigits(text))
        {
            return text;
        }

        var (point, comma) = format == NumberFormat.Point ? ('.', ',') : (',', '.');
        var negative = text.StartsWith('-');
        var digits = negative ? text[1..] : text;
        var end = digits.IndexOf(point, StringComparison.Ordinal);
        var (whole, decimals) = end < 0 ? (digits, null) : (digits[..end], digits[(end + 1)..]);
        var groups = whole.Split(comma, ' ', '\u00A0', '\u202F', '\u2009', '\'', '\u2019');
        if (!groups.All(IsDigits) || (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(group => group.Length != 3)))
            || (decimals is not null && !IsDigits(decimals)) || whole.Length == 0)
        {
            return null;
        }

        var plain = string.Concat(groups).TrimStart('0');
        return $"{(negative ? "-" : "")}{(plain.Length == 0 ? "0" : plain)}{(decimals is null ? "" : "." + decimals)}";
    }

    /// <summary>How dates are written, as far as samples tell: see <see cref="Detection{TFormat}"/>. Without any, ISO 8601.</summary>
    public static Detection<DateFormat> DetectDates(IEnumerable<string> samples) => Detect(samples, Enum.GetValues<DateFormat>(), Date);

    /// <summary>The same of amounts; without any, with a decimal point.</summary>
    public static Detection<NumberFormat> DetectNumbers(IEnumerable<string> samples) => Detect(samples, Enum.GetValues<NumberFormat>(), Number);

    // A stray cell does not turn a column: the format that reads most is taken, unless another reads as many and one of them as something else.
    private static Detection<TFormat> Detect<TFormat>(IEnumerable<string> samples, TFormat[] formats, Func<string, TFormat, string?> read)
        where TFormat : struct
    {
        var texts = samples.ToList();
        if (texts.Count == 0)
        {
            return new(formats[0], null);
        }

        var readings = Array.ConvertAll(formats, format => texts.ConvertAll(text => read(text, format)));
        var counts = Array.ConvertAll(readings, values => values.Count(value => value is not null));
        var most = counts.Max();
        if (most == 0)
        {
            return new(null, null);
        }

        var first = Array.IndexOf(counts, most);
        for (var other = first + 1; other < formats.Length; other++)
        {
            if (counts[other] == most && Enumerable.Range(0, texts.Count).FirstOrDefault(at => readings[first][at] != readings[other][at], -1) is var at and >= 0)
            {
                return new(null, new TwoReadings(texts[at], readings[first][at], readings[other][at]));
            }
        }

        return new(formats[first], null);
    }

    private static string? Iso(string text)
    {
        text = text.Trim();
        if (text.Length > 10 && text[10] is 'T' or ' ')
        {
            text = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? text[..10] : text;
        }

        return Common.PartialDate.TryParse(text, out _) ? text : null;
    }

    private static string? Parts(string text, int year, int month, int day)
    {
        if (DateParts().Match(text.Trim()) is not { Success: true } match)
        {
            return null;
        }

        var parts = new[] { match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value };
        if (parts[year].Length != 4 || parts[month].Length > 2 || parts[day].Length > 2)
        {
            return null;
        }

        var iso = $"{parts[year]}-{parts[month].PadLeft(2, '0')}-{parts[day].PadLeft(2, '0')}";
        return Common.PartialDate.TryParse(iso, out _) ? iso : null;
    }

    private static string? Serial(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= FirstSerial and < LastSerial
            ? SerialZero.AddDays((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static bool PlainDigits(string text) => text.Length is > 0 and < 19 && (text.Length == 1 || text[0] != '0') && IsDigits(text);

    private static bool IsDigits(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    [GeneratedRegex(@"^(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DateParts();
}

/// <summary>How the cells of a column are written, as far as samples tell.</summary>
/// <param name="Format">That in which more of the samples can be read than in any other, in one way only; null where a person is to say it.</param>
/// <param name="Doubt">A sample that can be read in two ways; null where none stands against the format, or none can be read.</param>
public readonly record struct Detection<TFormat>(TFormat? Format, TwoReadings? Doubt)
    where TFormat : struct;

/// <summary>A cell that says different things by how it is read.</summary>
/// <param name="One">In the portal's own writing; null where it cannot be read in this way.</param>
/// <param name="Other">The same read in the other way.</param>
public sealed record TwoReadings(string Text, string? One, string? Other);
