using System.Text;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>Tells bytes of a page to be text: by its byte order mark, its header, its own meta element, else as UTF-8 or Windows-1252.</summary>
internal static partial class PageText
{
    private const int MetaReach = 4096;

    static PageText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Of(FetchedAnswer answer)
    {
        using var reader = new StreamReader(new MemoryStream(answer.Body), EncodingOf(answer), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(FetchedAnswer answer)
    {
        var start = Encoding.Latin1.GetString(answer.Body, 0, Math.Min(answer.Body.Length, MetaReach));
        var meta = Meta().Match(start);
        return Named(answer.Charset) ?? Named(meta.Success ? meta.Groups[1].Value : null) ?? (IsUtf8(answer.Body) ? Encoding.UTF8 : Encoding.GetEncoding(1252));
    }

    private static Encoding? Named(string? name)
    {
        try
        {
            return string.IsNullOrWhiteSpace(name) ? null : Encoding.GetEncoding(name.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsUtf8(byte[] body)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex("""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Meta();
}
