using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Words typed by a reader, looked for without regard to case and accents; every word must be found.</summary>
public static class TextSearch
{
    private const int MaxWords = 10;

    public static IQueryable<TRow> WhereWords<TRow>(this IQueryable<TRow> rows, string? words, Expression<Func<TRow, string>> text)
    {
        foreach (var word in (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxWords))
        {
            var pattern = "%" + word.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
                .Replace("_", @"\_", StringComparison.Ordinal) + "%";
            Expression<Func<string, bool>> matches = value => EF.Functions.ILike(EF.Functions.Unaccent(value), EF.Functions.Unaccent(pattern));
            rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(
                new ParameterReplacer(matches.Parameters[0], text.Body).Visit(matches.Body), text.Parameters));
        }

        return rows;
    }
}
