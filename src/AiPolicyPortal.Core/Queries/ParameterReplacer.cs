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
}
