using System.Linq.Expressions;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>How a page of grants in an order is looked for.</summary>
/// <param name="Few">Up to so many grants it is quicker to find all that are asked for first.</param>
/// <param name="Near">With more, so many of the order are looked through before all are found first.</param>
/// <param name="Part">What is more than this part of all grants has some wherever an order begins to be read.</param>
public sealed record GrantOrderLimits(int Few = 50_000, int Near = 20_000, int Part = 10);

/// <summary>
/// Keeps PostgreSQL from reading the index of an order in search of a few grants that may lie at its far end: few grants are found by what they
/// have in common, and then put in order.
/// </summary>
internal static class GrantOrder
{
    private static readonly Nothing None = new();

    /// <summary>The same order by an expression that no index has.</summary>
    public static Order WithoutIndex(this Order order) =>
        order with { Parts = [order.Parts[0] with { Key = order.Parts[0].Key with { Value = Disguise(order.Parts[0].Key.Value) } }, .. order.Parts.Skip(1)] };

    /// <summary>The same order of entries of the index, which have all keys, so that grants are joined to those of a page only.</summary>
    public static Order OfEntries(this Order order) =>
        order with { Parts = [.. order.Parts.Select(part => part with { Key = part.Key with { Value = OfEntry(part.Key.Value) } })] };

    private static LambdaExpression OfEntry(LambdaExpression key)
    {
        var entry = Expression.Parameter(typeof(GrantEntry), "entry");
        return Expression.Lambda(new EntryReplacer(key.Parameters[0], entry).Visit(key.Body), entry);
    }

    private static LambdaExpression Disguise(LambdaExpression key)
    {
        var value = key.Body;
        return Expression.Lambda(
            value.Type switch
            {
                var type when type == typeof(decimal) => Expression.Add(value, Of(nameof(Nothing.Amount))),
                var type when type == typeof(DateOnly) => Expression.Call(value, nameof(DateOnly.AddDays), null, Of(nameof(Nothing.Days))),
                var type when type == typeof(DateTimeOffset) => Expression.Call(value, nameof(DateTimeOffset.AddMinutes), null, Of(nameof(Nothing.Minutes))),
                var type when type == typeof(string) => Expression.Add(value, Of(nameof(Nothing.Text)), typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)])),
                _ => Expression.Call(value, nameof(Guid.ToString), null),
            },
            key.Parameters);
    }

    // A member of a captured object becomes a parameter, which nothing leaves out.
    private static MemberExpression Of(string name) => Expression.Property(Expression.Constant(None), name);

    private sealed class EntryReplacer(ParameterExpression grant, ParameterExpression entry) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression == grant && node.Member.Name == nameof(Grant.Entry) ? entry : base.VisitMember(node);
    }

    private sealed class Nothing
    {
        public decimal Amount { get; }

        public int Days { get; }

        public double Minutes { get; }

        public string Text { get; } = "";
    }
}
