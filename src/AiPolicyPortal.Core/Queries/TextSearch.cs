using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Where words stand in a text, whatever the case and accents.</summary>
internal static class TextSearch
{
    // What ends a sentence or a clause, and what it may stand between.
    private static readonly char[] Closing = [.. ".,;:!?…'\"’”»)]}"];
    private static readonly char[] Opening = [.. "'\"‘“«([{¿¡"];

    /// <summary>The words that are looked for, each once: without the signs of a sentence around them, and without those that are only signs, unless all are.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        var typed = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var words = typed.Where(word => word.Any(char.IsLetterOrDigit)).Select(word => word.TrimStart(Opening).TrimEnd(Closing)).ToList();
        return [.. (words.Count > 0 ? words : [.. typed]).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Texts in which it stands, whatever its letters and signs.</summary>
    public static Expression<Func<string, bool>> Containing(string part)
    {
        var pattern = Pattern(part);
        return value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\");
    }

    /// <summary>Texts in which one of the parts stands, or one of the other words as a whole.</summary>
    /// <param name="parts">The first may have any letters and signs, the rest are of letters and digits alone, without accents.</param>
    /// <param name="others">Of letters and digits alone, without accents.</param>
    public static Expression<Func<string, bool>> ContainingOr(IReadOnlyList<string> parts, IReadOnlyList<string> others)
    {
        if (parts.Count == 1 && others.Count == 0)
        {
            return Containing(parts[0]);
        }

        var (pattern, words) = (Pattern(parts[0]), string.Join('|', parts.Skip(1).Concat(others.Select(other => $@"\m{other}\M"))));
        return value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\")
            || Regex.IsMatch(EF.Functions.Unaccent(value), words, RegexOptions.IgnoreCase);
    }

    /// <summary>Texts in which it stands as a word of its own.</summary>
    /// <param name="word">Of letters and digits alone, without accents.</param>
    public static Expression<Func<string, bool>> WithWord(string word)
    {
        var pattern = $@"\m{word}\M";
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), pattern, RegexOptions.IgnoreCase);
    }

    private static string Pattern(string part) => "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
