using System.Linq.Expressions;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Puts an expression in a parameter's place, to compose lambdas.</summary>
internal sealed class ParameterReplacer(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
}
