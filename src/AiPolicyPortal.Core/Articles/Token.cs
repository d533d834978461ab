using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Articles;

public enum TokenKind
{
    Word,
    Number,
    Symbol,
}

/// <summary>A word, a number or a sign of a text.</summary>
/// <param name="Start">Index of its first character in the text.</param>
/// <param name="End">Index after its last character.</param>
/// <param name="Words">As written.</param>
/// <param name="Folded">In lower case and without accents, for comparison.</param>
public readonly record struct Token(TokenKind Kind, int Start, int End, string Words, string Folded)
{
    public bool IsCapitalised => char.IsUpper(Words[0]);

    public bool Is(string folded) => Folded == folded;
}

/// <summary>Takes a text apart into words, numbers and signs.</summary>
public static partial class Tokens
{
    private const string Dashes = "–—‑−‐";

    public static IReadOnlyList<Token> Of(string text)
    {
        var tokens = new List<Token>();
        foreach (Match match in Parts().Matches(text))
        {
            var kind = char.IsDigit(match.Value[0]) ? TokenKind.Number : char.IsLetter(match.Value[0]) ? TokenKind.Word : TokenKind.Symbol;
            var words = match.Value;
            tokens.Add(new Token(kind, match.Index, match.Index + match.Length, words, Fold(words)));
        }

        return tokens;
    }

    /// <summary>Lower case, no accents, one kind of dash and apostrophe: <c>Élysée</c> is <c>elysee</c>.</summary>
    public static string Fold(string text)
    {
        if (text.Length == 1 && Dashes.Contains(text[0], StringComparison.Ordinal))
        {
            return "-";
        }

        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter == '’' ? '\'' : char.ToLowerInvariant(letter));
            }
        }

        return folded.Replace("ß", "ss").Replace("œ", "oe").ToString().Normalize(NormalizationForm.FormC);
    }

    // The sign of a currency before a number is a word of its own (RM50, Ksh152, DKK100), as is a French elision (d', jusqu'); digits may be grouped by thin, hard or plain spaces,
    // points, commas or apostrophes; any other character that is not a space stands alone, also one that takes two places.
    [GeneratedRegex(
        """(?:\b(?-i:[A-Z]{3}|RM|Rs|Ksh|KSh|QR|[RNP])(?=\d))|(?:\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|presqu)['’])|(?:aujourd['’]hui)|(?:\p{L}[\p{L}\p{M}\p{Nd}]*)"""
        + """|(?:(?<!\d)\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?!\d)(?:[.,]\d+)?)|(?:\d+(?:[.,'’]\d+)*)|(?:[\uD800-\uDBFF][\uDC00-\uDFFF])|(?:[^\s\p{L}\d])""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Parts();
}
