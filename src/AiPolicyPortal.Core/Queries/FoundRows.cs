using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>The rows that a filter asks for, and how its words were read.</summary>
/// <param name="Spelling">Which words were taken for others.</param>
internal sealed record FoundRows<TRow>(IQueryable<TRow> Rows, IReadOnlyList<Respelling> Spelling)
{
    public FoundRows<TOther> Select<TOther>(Expression<Func<TRow, TOther>> project) => new(Rows.Select(project), Spelling);

    public async Task<Page<TItem>> ToPageAsync<TItem>(PageRequest request, Expression<Func<TRow, TItem>> project, CancellationToken cancellationToken) =>
        (await Rows.ToPageAsync(request, project, cancellationToken)) with { Spelling = Spelling };
}

internal static class FoundRows
{
    /// <summary>Of more rows than this, each statement looks for the words by itself.</summary>
    private const int NamedRows = 10_000;

    /// <summary>
    /// The rows in which the words are. They are looked for once a selection, as that takes most of the time: the count, the page and each list within its
    /// records name the rows that were found, so that one published in between is not among them.
    /// </summary>
    public static async Task<FoundRows<TRow>> WhereWordsAsync<TRow>(this IQueryable<TRow> rows, Task<ReadWords<TRow>> reading, CancellationToken cancellationToken)
        where TRow : class
    {
        var words = await reading;
        var found = words.Among(rows);
        // Countries have no id, and are few.
        if (words.Conditions.Count == 0 || !typeof(TRow).IsAssignableTo(typeof(PublicRecord)))
            return new(found, words.Spelling);
        var ids = await found.Select(row => EF.Property<Guid>(row, nameof(PublicRecord.Id))).Order().Take(NamedRows + 1).ToListAsync(cancellationToken);
        return new(
            ids.Count > NamedRows ? found : rows.Where(row => ids.Contains(EF.Property<Guid>(row, nameof(PublicRecord.Id)))), words.Spelling);
    }

    /// <inheritdoc cref="Paging.ToStream{TRow, TItem}"/>
    public static IAsyncEnumerable<TItem> ToStream<TRow, TItem>(this FoundRows<TRow> found, Order order, Expression<Func<TRow, TItem>> project)
        where TRow : class => found.Rows.ToStream(order, project);
}
