using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Where words stand in a text, whatever the case and accents.</summary>
internal static class TextSearch
{
    private const int MaxWords = 10;

    /// <summary>The words that are looked for, the first of them when there are too many.</summary>
    public static IEnumerable<string> Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords);

    /// <summary>Texts in which it stands, whatever its letters and signs.</summary>
    public static Expression<Func<string, bool>> Containing(string part)
    {
        var pattern = Pattern(part);
        return value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\");
    }

    /// <summary>The same, and texts with one of the other words as a whole.</summary>
    /// <param name="others">Of letters and digits alone, without accents.</param>
    public static Expression<Func<string, bool>> ContainingOr(string part, IReadOnlyList<string> others)
    {
        if (others.Count == 0)
        {
            return Containing(part);
        }

        var (pattern, words) = (Pattern(part), $@"\m({string.Join('|', others)})\M");
        return value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\")
            || Regex.IsMatch(EF.Functions.Unaccent(value), words, RegexOptions.IgnoreCase);
    }

    /// <summary>Texts with a word that begins with one of these.</summary>
    /// <param name="beginnings">Of letters and digits alone, without accents.</param>
    public static Expression<Func<string, bool>> BeginningWith(IReadOnlyList<string> beginnings)
    {
        var words = $@"\m({string.Join('|', beginnings)})";
        return value => Regex.IsMatch(EF.Functions.Unaccent(value), words, RegexOptions.IgnoreCase);
    }

    private static string Pattern(string part) => "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal) + "%";
}
