using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Words typed by a reader, looked for without regard to case and accents; every word must be found.</summary>
public static class TextSearch
{
    private const int MaxWords = 10;

    /// <summary>The words that are looked for, the first of them when there are too many.</summary>
    public static IEnumerable<string> Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords);

    public static IQueryable<TRow> WhereWords<TRow>(this IQueryable<TRow> rows, string? words, Expression<Func<TRow, string>> text)
    {
        foreach (var word in Words(words))
        {
            var pattern = "%" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
                .Replace("_", @"\_", StringComparison.Ordinal) + "%";
            Expression<Func<string, bool>> matches = value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern), @"\");
            rows = rows.Where(text.Then(matches));
        }

        return rows;
    }
}
