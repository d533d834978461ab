using System.Text;

namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>Finds out how the characters and cells of a text file are written.</summary>
public static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Windows = "windows-1252";

    private const int SampleBytes = 1 << 16;

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<string> All { get; } = [Utf8, "utf-16", "utf-16BE", Windows, "iso-8859-15", "macintosh"];

    public static IReadOnlyList<char> Delimiters => Separators;

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    internal static Encoding Strict(string name)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        encoding = (Encoding)encoding.Clone();
        encoding.DecoderFallback = DecoderFallback.ExceptionFallback;
        return encoding;
    }

    /// <summary>The encoding that the file says, else UTF-8 where all of it is that, else the one of older spreadsheets.</summary>
    internal static string Detect(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var buffer = new byte[SampleBytes];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = buffer.AsSpan(0, read);
        if (head.StartsWith<byte>([0xFF, 0xFE]))
        {
            return "utf-16";
        }

        if (head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return "utf-16BE";
        }

        if (head.Contains((byte)0))
        {
            return ZerosAt(head, 1) > ZerosAt(head, 0) ? "utf-16" : "utf-16BE";
        }

        return IsUtf8(stream, buffer, read) ? Utf8 : Windows;
    }

    /// <summary>The delimiter that most rows of the beginning have, and most equally often.</summary>
    internal static char DetectDelimiter(string path, string encoding)
    {
        using var reader = new StreamReader(path, Strict(encoding), detectEncodingFromByteOrderMarks: false);
        var buffer = new char[SampleBytes];
        int read;
        try
        {
            read = reader.ReadBlock(buffer, 0, buffer.Length);
        }
        catch (DecoderFallbackException)
        {
            throw ImportProblems.Refuse(ImportProblems.NotText, "The file is no text that can be read. Save it as CSV UTF-8.", encoding);
        }

        var rows = Counts(buffer.AsSpan(0, read), complete: read < buffer.Length);
        return Delimiters.OrderByDescending(delimiter =>
        {
            var index = Array.IndexOf(Separators, delimiter);
            return rows.Count == 0 || rows[0][index] == 0 ? 0 : rows.Count(row => row[index] == rows[0][index]) * 1000 + rows[0][index];
        }).First();
    }

    private static List<int[]> Counts(ReadOnlySpan<char> text, bool complete)
    {
        var rows = new List<int[]>();
        var (row, quoted, any) = (new int[Delimiters.Count], false, false);
        foreach (var character in text)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is '\n')
            {
                rows.Add(row);
                (row, any) = (new int[Delimiters.Count], false);
            }
            else if (!quoted && Array.IndexOf(Separators, character) is var index and >= 0)
            {
                row[index]++;
                any = true;
            }
        }

        if (any && (complete || rows.Count == 0))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static int ZerosAt(ReadOnlySpan<byte> bytes, int parity)
    {
        var zeros = 0;
        for (var index = parity; index < bytes.Length; index += 2)
        {
            zeros += bytes[index] == 0 ? 1 : 0;
        }

        return zeros;
    }

    private static bool IsUtf8(Stream stream, byte[] buffer, int read)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var chars = new char[SampleBytes + 4];
        try
        {
            while (read > 0)
            {
                decoder.GetChars(buffer, 0, read, chars, 0, flush: false);
                read = stream.Read(buffer);
            }

            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
