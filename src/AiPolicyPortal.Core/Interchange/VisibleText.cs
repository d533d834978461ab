using System.Buffers;
using System.Globalization;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Refuses characters that nobody sees and that make one text look like another: control characters other than line breaks and tabs, those that turn the
/// direction of what follows (Unicode Technical Report 36, 3.4), and blanks of no width. Joiners and marks that scripts need are let pass.
/// </summary>
public static class VisibleText
{
    private static readonly SearchValues<char> Hidden = SearchValues.Create([
        .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')),
        '\u00AD', '\u200B', '\u2060', '\uFEFF', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069',
    ]);

    /// <summary>What was expected where a text has such a character; null where it has none.</summary>
    public static string? FaultOf(string text) => text.AsSpan().IndexOfAny(Hidden) is var at and >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"Text without control characters and invisible ones; its character {at + 1} is U+{(int)text[at]:X4}.")
        : null;

    /// <summary>The text without such characters, as of pages and texts that somebody pastes.</summary>
    public static string Without(string text) => text.AsSpan().IndexOfAny(Hidden) < 0 ? text : string.Concat(text.Where(character => !Hidden.Contains(character)));
}
