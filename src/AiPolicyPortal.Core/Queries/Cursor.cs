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
            return JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text)) is { Values: not null, Order: not null } cursor ? cursor : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

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
            return type == typeof(string) ? text
                : type == typeof(Guid) ? Guid.Parse(text)
                : type == typeof(DateOnly) ? DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture)
                : type == typeof(DateTimeOffset) ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture)
                : Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }
}
