using System.Linq.Expressions;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Puts an expression in a parameter's place, to compose lambdas.</summary>
internal sealed class ParameterReplacer(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
}

internal static class Composition
{
    /// <summary>What <paramref name="next"/> says of a row's value.</summary>
    public static Expression<Func<TRow, TResult>> Then<TRow, T, TResult>(this Expression<Func<TRow, T>> value, Expression<Func<T, TResult>> next) =>
        Expression.Lambda<Func<TRow, TResult>>(new ParameterReplacer(next.Parameters[0], value.Body).Visit(next.Body), value.Parameters);

    /// <summary>Whether all of the conditions hold, of which there is one at least.</summary>
    public static Expression<Func<TRow, bool>> AllHold<TRow>(this IEnumerable<Expression<Func<TRow, bool>>> conditions) => Joined(conditions, Expression.AndAlso);

    /// <summary>The sum of the weights of the conditions that hold, of which there is one at least.</summary>
    public static Expression<Func<TRow, int>> WeightThatHolds<TRow>(this IEnumerable<(Expression<Func<TRow, bool>> Condition, int Weight)> conditions) =>
        Joined(conditions.Select(part => part.Condition.Then(holds => holds ? part.Weight : 0)), Expression.Add);

    private static Expression<Func<TRow, T>> Joined<TRow, T>(IEnumerable<Expression<Func<TRow, T>>> values, Func<Expression, Expression, Expression> join)
    {
        var row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, T>>(values.Select(value => new ParameterReplacer(value.Parameters[0], row).Visit(value.Body)).Aggregate(join), row);
    }
}
