using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Which page of a list is wanted.</summary>
/// <param name="Limit">Rows at the most, 1 to 200.</param>
/// <param name="Count">Whether all rows of the selection are counted.</param>
public sealed record PageRequest(Order Order, int Limit, Cursor? Cursor, bool Count)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    /// <param name="fixedOrder">The only order there is, as <c>sort</c> writes it; null where <c>sort</c> chooses.</param>
    public static PageRequest Read<TRow>(QueryParameters parameters, SortKeys<TRow> keys, string? fixedOrder = null)
    {
        var order = keys.Read(fixedOrder is null ? parameters : new QueryParameters([new("sort", fixedOrder)]));
        var limit = parameters.Number("limit", 1, MaxLimit, DefaultLimit);
        var count = parameters.Choice("count", "exact", "none") == "exact";
        var text = parameters.One("cursor");
        var cursor = text is null ? null : Cursor.Decode(text);
        if (text is not null && (cursor is null || cursor.Order != order.Name || !Keyset.Fits(order, cursor)))
        {
            parameters.Fault("cursor", "invalid-value", "'cursor' is not one that this list gave for this order; start again without it.");
        }

        return new PageRequest(order, limit, cursor, count);
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Count">Rows of the whole selection; null when not asked for.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int? Count, string? NextCursor, string? PreviousCursor)
{
    /// <summary>Which of the asked words were taken for others; empty where each was found as it was written.</summary>
    public IReadOnlyList<Respelling> Spelling { get; init; } = [];

    /// <summary>Of a search that no record answers with every word; else null.</summary>
    public MostWords? Most { get; init; }

    /// <summary>Of a search, the countries that the words name.</summary>
    public IReadOnlyList<CountryLabel> Named { get; init; } = [];
}

public static class Paging
{
    /// <summary>
    /// Orders the rows, takes the page asked for by keyset (nothing is skipped or repeated while rows come and go)
    /// and projects only that page.
    /// </summary>
    public static Task<Page<TItem>> ToPageAsync<TRow, TItem>(
        this IQueryable<TRow> rows, PageRequest request, Expression<Func<TRow, TItem>> project, CancellationToken cancellationToken) =>
        rows.ToPageAsync(request, page => page.Select(Keyset.WithKeys(project, request.Order)), cancellationToken);

    /// <inheritdoc cref="ToPageAsync{TRow, TItem}(IQueryable{TRow}, PageRequest, Expression{Func{TRow, TItem}}, CancellationToken)"/>
    /// <param name="project">Given the rows of the page in their order; may join to them, one to one.</param>
    internal static async Task<Page<TItem>> ToPageAsync<TRow, TItem>(
        this IQueryable<TRow> rows, PageRequest request, Func<IQueryable<TRow>, IQueryable<KeyedRow<TItem>>> project, CancellationToken cancellationToken)
    {
        int? count = request.Count ? await rows.CountAsync(cancellationToken) : null;
        return PageOf(request, await project(Keyset.Apply(rows, request).TakeExactly(request.Limit + 1)).ToListAsync(cancellationToken), count);
    }

    /// <summary>Every row in order, in one query: several would not see the same moment, and would be kept in memory until joined.</summary>
    public static IAsyncEnumerable<TItem> ToStream<TRow, TItem>(this IQueryable<TRow> rows, Order order, Expression<Func<TRow, TItem>> project)
        where TRow : class => rows.ToStreamOf(order, ordered => ordered.Select(project));

    /// <inheritdoc cref="ToStream{TRow, TItem}(IQueryable{TRow}, Order, Expression{Func{TRow, TItem}})"/>
    /// <param name="project">Given the rows in their order; may join to them, one to one.</param>
    public static IAsyncEnumerable<TItem> ToStreamOf<TRow, TItem>(this IQueryable<TRow> rows, Order order, Func<IQueryable<TRow>, IQueryable<TItem>> project)
        where TRow : class => project(Keyset.Apply(rows, new PageRequest(order, 0, null, false)).AsSingleQuery()).AsAsyncEnumerable();

    /// <summary>The page of rows that were worked out in memory.</summary>
    public static Page<TRow> ToPage<TRow>(this IReadOnlyCollection<TRow> rows, PageRequest request) => PageOf(
        request,
        [.. Keyset.Apply(rows.AsQueryable(), request).Take(request.Limit + 1).Select(Keyset.WithKeys<TRow, TRow>(row => row, request.Order))],
        request.Count ? rows.Count : null);

    // The number stands in the statement, so that a list without filters has no values and is planned once.
    private static IQueryable<TRow> TakeExactly<TRow>(this IQueryable<TRow> rows, int count) => rows.Provider.CreateQuery<TRow>(Expression.Call(
        ((Func<IQueryable<TRow>, int, IQueryable<TRow>>)Queryable.Take).Method,
        rows.Expression,
        Expression.Call(typeof(EF), nameof(EF.Constant), [typeof(int)], Expression.Constant(count))));

    /// <param name="found">The rows of the page, and one more where there are more.</param>
    internal static Page<TItem> PageOf<TItem>(PageRequest request, List<KeyedRow<TItem>> found, int? count)
    {
        var backwards = request.Cursor?.Backwards == true;
        var more = found.Count > request.Limit;
        var page = found.Take(request.Limit).ToList();
        if (backwards)
        {
            page.Reverse();
        }

        string? CursorAt(int index, bool back) => page.Count == 0
            ? null
            : new Cursor(request.Order.Name, back, [.. page[index].Keys.Select(Cursor.Write)]).Encode();
        var hasNext = backwards || more;
        var hasPrevious = backwards ? more : request.Cursor is not null;
        return new Page<TItem>(
            [.. page.Select(row => row.Item)],
            count,
            hasNext ? CursorAt(page.Count - 1, false) : null,
            hasPrevious ? CursorAt(0, true) : null);
    }
}
