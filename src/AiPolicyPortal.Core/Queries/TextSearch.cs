using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Where words stand in a text, whatever the case and accents.</summary>
internal static class TextSearch
{
    // What ends a sentence or a clause, and what it may stand between.
    private static readonly char[] Closing = [.. ".,;:!?…'\"’”»)]}"];
    private static readonly char[] Opening = [.. "'\"‘“«([{¿¡"];
    private const string MoneySigns = "€$£¥";

    // How a reader shortens what follows a number: "40 M€".
    private static readonly FrozenDictionary<string, string> ShortScales = new Dictionary<string, string>
    {
        ["m"] = "million",
        ["m€"] = "million",
        ["bn"] = "billion",
        ["md"] = "milliard",
        ["md€"] = "milliard",
        ["mds"] = "milliard",
        ["mds€"] = "milliard",
        ["tn"] = "trillion",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // How amounts are shortened, and what they are called in the other language: "1.5bn", "2,5 Md €".
    private static readonly FrozenDictionary<string, string> Scales = new Dictionary<string, string>
    {
        ["million"] = "(?<=[[:digit:]]) ?[Mm](?![[:alpha:]])",
        ["billion"] = "(?<=[[:digit:]]) ?([Bb]n|Mds?)(?![[:alpha:]])|(?<![[:alpha:]])[Mm]illiards?",
        ["milliard"] = "(?<=[[:digit:]]) ?([Bb]n|Mds?)(?![[:alpha:]])|(?<![[:alpha:]])[Bb]illions?",
        ["trillion"] = "(?<=[[:digit:]]) ?[Tt]n(?![[:alpha:]])",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words that are looked for, each once: without the signs of a sentence around them, and without those that are only signs, unless all are.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        var typed = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var words = typed.Where(word => word.Any(char.IsLetterOrDigit)).Select(word => WithoutMoneySigns(word.TrimStart(Opening).TrimEnd(Closing))).ToList();
        var whole = words.Select((word, place) => place > 0 && words[place - 1].All(sign => char.IsDigit(sign) || sign is '.' or ',') ? ShortScales.GetValueOrDefault(word, word) : word);
        return [.. (words.Count > 0 ? whole : typed).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // "€1.5" and "1.5€" are a number; "R$" and "M€" are words.
    private static string WithoutMoneySigns(string word)
    {
        if (word.Length > 1 && MoneySigns.Contains(word[0]) && char.IsDigit(word[1]))
            word = word[1..];
        return word.Length > 1 && MoneySigns.Contains(word[^1]) && char.IsDigit(word[^2]) ? word[..^1] : word;
    }

    /// <summary>Texts in which it stands, whatever its letters and signs.</summary>
    public static Expression<Func<string, bool>> Containing(string part)
    {
        var pattern = Pattern(part);
        return value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\");
    }

    /// <summary>Texts in which it stands, signs and all: "1.5" not as a part of a longer number such as 11.5 or 1.527, and with a comma for its point.</summary>
    /// <param name="written">With digits, or letters and signs, such as "GPT-4" or "C++"; what is not ASCII stands for any signs.</param>
    public static Expression<Func<string, bool>> WithSigns(string written)
    {
        var isNumber = written.All(sign => char.IsAsciiDigit(sign) || sign is '.' or ',');
        // Looking behind for more than one sign makes PostgreSQL six times as slow, so what stands before is matched; such a bracket has no end of a line.
        var pattern = new StringBuilder(IsDigitAt(0) ? @"(^|\n|[^[:digit:].,]|(?<![[:digit:]])[.,])" : "");
        var place = 0;
        foreach (var sign in written.EnumerateRunes())
        {
            // Without its accent it may be several letters.
            pattern.Append(!sign.IsAscii ? ".{1,3}"
                : sign.Value is '.' or ',' && IsDigitAt(place - 1) && IsDigitAt(place + 1) ? "[.,]"
                : Rune.IsLetterOrDigit(sign) ? $"{sign}" : $@"\{sign}");
            place += sign.Utf16SequenceLength;
        }

        pattern.Append(!IsDigitAt(written.Length - 1) ? "" : isNumber ? "(?![[:digit:]]|[.,][[:digit:]])" : "(?![[:digit:]])");
        var expression = pattern.ToString();
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), expression, RegexOptions.IgnoreCase);

        bool IsDigitAt(int place) => place >= 0 && place < written.Length && char.IsAsciiDigit(written[place]);
    }

    /// <summary>
    /// Texts in which one of the words stands by itself, in its plural, or as a part that capitals or digits set apart, as "HPC" in "EuroHPC" and "qwen" in
    /// "Qwen3"; a million also where it is shortened, as in "40m".
    /// </summary>
    /// <param name="words">Of letters and digits alone, without case and accents.</param>
    public static Expression<Func<string, bool>> WithWords(params IEnumerable<string> words)
    {
        // One expression, though it has two cases: with several, PostgreSQL puts the text together for each and expects too few rows.
        var pattern = string.Join('|', words.Select(WholeOrPlural).Concat(words.Where(word => word.All(char.IsLetter)).Select(SetApart))
            .Concat(words.Select(word => Scales.GetValueOrDefault(word)).OfType<string>()));
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), pattern);
    }

    /// <summary>Texts in which a word begins so, or one of the others stands by itself.</summary>
    /// <param name="letters">Letters and digits alone, without accents.</param>
    /// <param name="others">The same.</param>
    public static Expression<Func<string, bool>> WithBeginning(string letters, params IReadOnlyList<string> others)
    {
        var pattern = string.Join('|', others.Select(other => $@"\m{other}\M").Prepend($@"\m{letters}"));
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), pattern, RegexOptions.IgnoreCase);
    }

    /// <summary>Texts in which it stands as a word of its own.</summary>
    /// <param name="word">Of letters and digits alone, without accents.</param>
    public static Expression<Func<string, bool>> WithWord(string word)
    {
        var pattern = $@"\m{word}\M";
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), pattern, RegexOptions.IgnoreCase);
    }

    // A letter ends where a digit begins: "109bn" has 109. What mixes both is no part of a longer mixture, as addresses have. Npgsql's expressions let no
    // bracket that excludes letters stand for the end of a line, so the signs beside a word are looked at and not matched.
    private static string WholeOrPlural(string word)
    {
        var anyCase = string.Concat(word.Select(sign => char.IsAsciiLetter(sign) ? $"[{char.ToUpperInvariant(sign)}{sign}]" : $"{sign}"));
        return word.All(char.IsLetter) ? $"(?<![[:alpha:]]){anyCase}([Ee]?[Ss])?(?![[:alpha:]])"
            : word.All(char.IsDigit) ? $"(?<![[:digit:]]){word}(?![[:digit:]])"
            : $@"\m{anyCase}[Ss]?\M";
    }

    private static string SetApart(string letters)
    {
        var (capital, capitals) = (char.ToUpperInvariant(letters[0]) + letters[1..], letters.ToUpperInvariant());
        return $"(?<![[:alpha:]])({capital}|{letters})(?=[[:upper:]])|(?<=[[:lower:]])({capital}|{capitals})[Ss]?(?![[:lower:]])";
    }

    private static string Pattern(string part) => "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
