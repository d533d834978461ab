using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// A place between two rows of an ordered list: the order, the sort values of the row beside it, and which way to read.
/// Opaque to clients.
/// </summary>
public sealed record Cursor(string Order, bool Backwards, IReadOnlyList<string> Values)
{
    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static Cursor? Decode(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text)) is { Values: not null, Order: not null } cursor && !cursor.Values.Contains(null!) ? cursor : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A cursor of an order as the documentation shows it: of its form, at a place that means nothing.</summary>
    public static string Example(Order order) =>
        new Cursor(order.Name, Backwards: false, [.. order.Parts.Select(part => Write(Sample(part.Key.Value.ReturnType)))]).Encode();

    private static object Sample(Type type) =>
        type == typeof(string) ? "m"
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)
        : type == typeof(DateOnly) ? new DateOnly(2026, 11, 1)
        : Activator.CreateInstance(type)!;

    internal static string Write(object value) => value switch
    {
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <exception cref="FormatException">The text is no value of the type.</exception>
    internal static object Read(string text, Type type)
    {
        try
        {
            return type == typeof(string) ? WithoutNull(text)
                : type == typeof(Guid) ? Guid.Parse(text)
                : type == typeof(DateOnly) ? DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture)
                : type == typeof(DateTimeOffset) ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture).ToUniversalTime()
                : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    // PostgreSQL has no texts with it.
    private static string WithoutNull(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? throw new FormatException("A null character is in the text.") : text;
}
