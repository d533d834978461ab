using System.Globalization;

namespace AiPolicyPortal.Core.Search;

/// <summary>Cuts the part of a text that shows why it was found.</summary>
public static class Snippet
{
    public const int MaxLength = 200;
    private const int Before = 60;

    /// <summary>
    /// At most <see cref="MaxLength"/> characters and the marks of what was cut, from a little before the first word found, whatever its case
    /// and accents; the beginning when none is found. Null for no text.
    /// </summary>
    public static string? Of(string? text, IEnumerable<string> words)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length <= MaxLength)
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        var found = words.Select(word => IndexOf(text, word)).Where(index => index >= 0).DefaultIfEmpty(0).Min();
        var start = Math.Clamp(found - Before, 0, text.Length - MaxLength);
        start = start == 0 ? 0 : AfterSpace(text, start);
        var end = Math.Min(start + MaxLength, text.Length);
        end = end == text.Length ? end : BeforeSpace(text, start, end);
        return (start > 0 ? "…" : "") + text[start..end] + (end < text.Length ? "…" : "");
    }

    // Where it begins a word, or, if it never does, where it stands within one.
    private static int IndexOf(string text, string word)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        var first = compare.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);
        for (var index = first; index >= 0; index = compare.IndexOf(text, word, index + 1, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace))
        {
            if (index == 0 || !char.IsLetter(text[index - 1]))
            {
                return index;
            }
        }

        return first;
    }

    private static int AfterSpace(string text, int index)
    {
        var space = text.IndexOf(' ', index, Before / 2);
        return space < 0 ? index : space + 1;
    }

    private static int BeforeSpace(string text, int start, int end)
    {
        var space = text.LastIndexOf(' ', end - 1, Before / 2);
        return space <= start ? end : space;
    }
}
