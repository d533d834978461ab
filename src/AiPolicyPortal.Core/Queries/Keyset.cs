using System.Linq.Expressions;

namespace AiPolicyPortal.Core.Queries;

/// <summary>A projected row with the values it was ordered by.</summary>
internal sealed class KeyedRow<TItem>
{
    public TItem Item { get; init; } = default!;

    public object[] Keys { get; init; } = [];
}

/// <summary>Builds the expressions of keyset paging: the order, and "comes after this row".</summary>
internal static class Keyset
{
    public static IQueryable<TRow> Apply<TRow>(IQueryable<TRow> rows, PageRequest request)
    {
        var backwards = request.Cursor?.Backwards == true;
        if (request.Cursor is { } cursor)
        {
            rows = rows.Where(After<TRow>(request.Order, cursor));
        }

        var method = nameof(Queryable.OrderBy);
        foreach (var (key, descending) in request.Order.Parts)
        {
            var name = descending == backwards ? method : method + "Descending";
            rows = rows.Provider.CreateQuery<TRow>(Expression.Call(
                typeof(Queryable), name, [typeof(TRow), key.Value.ReturnType], rows.Expression, Expression.Quote(key.Value)));
            method = nameof(Queryable.ThenBy);
        }

        return rows;
    }

    public static Expression<Func<TRow, KeyedRow<TItem>>> WithKeys<TRow, TItem>(Expression<Func<TRow, TItem>> project, Order order) =>
        Expression.Lambda<Func<TRow, KeyedRow<TItem>>>(Keyed<TItem>(project, order), project.Parameters);

    /// <summary>The same for rows that something was joined to; the keys are those of the row.</summary>
    public static Expression<Func<TRow, TJoined, KeyedRow<TItem>>> WithKeys<TRow, TJoined, TItem>(Expression<Func<TRow, TJoined, TItem>> project, Order order) =>
        Expression.Lambda<Func<TRow, TJoined, KeyedRow<TItem>>>(Keyed<TItem>(project, order), project.Parameters);

    private static MemberInitExpression Keyed<TItem>(LambdaExpression project, Order order)
    {
        var keys = order.Parts.Select(part => Expression.Convert(Body(part, project.Parameters[0]), typeof(object)));
        var type = typeof(KeyedRow<TItem>);
        return Expression.MemberInit(
            Expression.New(type),
            Expression.Bind(type.GetProperty(nameof(KeyedRow<TItem>.Item))!, project.Body),
            Expression.Bind(type.GetProperty(nameof(KeyedRow<TItem>.Keys))!, Expression.NewArrayInit(typeof(object), keys)));
    }

    public static bool Fits(Order order, Cursor cursor)
    {
        if (cursor.Values.Count != order.Parts.Count)
        {
            return false;
        }

        try
        {
            _ = order.Parts.Select((part, i) => Cursor.Read(cursor.Values[i], part.Key.Value.ReturnType)).ToList();
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // (a > x) or (a = x and ((b > y) or (b = y and …))), each comparison turned round where its part descends.
    private static Expression<Func<TRow, bool>> After<TRow>(Order order, Cursor cursor)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression? after = null;
        for (var i = order.Parts.Count - 1; i >= 0; i--)
        {
            var part = order.Parts[i];
            var value = Body(part, row);
            var limit = Captured(Cursor.Read(cursor.Values[i], value.Type), value.Type);
            var beyond = Compare(value, limit, greater: part.Descending == cursor.Backwards);
            after = after is null ? beyond : Expression.OrElse(beyond, Expression.AndAlso(Expression.Equal(value, limit), after));
        }

        // Said once more of the first key alone, this is where an index begins to be read.
        var (first, from) = (Body(order.Parts[0], row), Cursor.Read(cursor.Values[0], order.Parts[0].Key.Value.ReturnType));
        var atOrAfter = Expression.Not(Compare(first, Captured(from, first.Type), greater: order.Parts[0].Descending != cursor.Backwards));
        return Expression.Lambda<Func<TRow, bool>>(Expression.AndAlso(atOrAfter, after!), row);
    }

    private static BinaryExpression Compare(Expression value, Expression limit, bool greater)
    {
        if (value.Type == typeof(string) || value.Type == typeof(Guid))
        {
            var compared = value.Type == typeof(string)
                ? Expression.Call(typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!, value, limit)
                : Expression.Call(value, typeof(Guid).GetMethod(nameof(Guid.CompareTo), [typeof(Guid)])!, limit);
            return greater ? Expression.GreaterThan(compared, Expression.Constant(0)) : Expression.LessThan(compared, Expression.Constant(0));
        }

        return greater ? Expression.GreaterThan(value, limit) : Expression.LessThan(value, limit);
    }

    // A member of a captured object becomes a parameter of the SQL, a constant would not.
    private static MemberExpression Captured(object value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(holder), nameof(Holder<int>.Value));
    }

    private static Expression Body(SortPart part, ParameterExpression row) =>
        new ParameterReplacer(part.Key.Value.Parameters[0], row).Visit(part.Key.Value.Body);

    private sealed class Holder<T>(T value)
    {
        public T Value { get; } = value;
    }
}
