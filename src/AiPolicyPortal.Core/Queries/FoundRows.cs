using System.Linq.Expressions;
using AiPolicyPortal.Core.Search;

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
    /// <summary>The rows in which the words are.</summary>
    public static FoundRows<TRow> WhereWords<TRow>(this IQueryable<TRow> rows, ReadWords<TRow> words) => new(words.Among(rows), words.Spelling);

    /// <inheritdoc cref="Paging.ToStream{TRow, TItem}"/>
    public static IAsyncEnumerable<TItem> ToStream<TRow, TItem>(this FoundRows<TRow> found, Order order, Expression<Func<TRow, TItem>> project)
        where TRow : class => found.Rows.ToStream(order, project);
}
