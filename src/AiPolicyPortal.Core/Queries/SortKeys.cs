using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Queries;

/// <summary>One named way to order rows. The value is never null: a missing one is replaced by the smallest of its type.</summary>
/// <param name="Last">1 for the rows that come after all others whichever way the order goes, 0 for the others; null where there are none.</param>
public sealed record SortKey(string Name, LambdaExpression Value, LambdaExpression? Last = null);

/// <summary>One part of an order: a key and its direction.</summary>
public sealed record SortPart(SortKey Key, bool Descending);

/// <summary>The named keys by which the rows of a noun can be ordered, and the unique key that breaks every tie.</summary>
public sealed class SortKeys<TRow>
{
    private readonly LambdaExpression tieBreaker;
    private readonly string byDefault;
    private readonly Dictionary<string, SortKey> keys = new(StringComparer.Ordinal);

    public SortKeys(Expression<Func<TRow, Guid>> tieBreaker, string byDefault) => (this.tieBreaker, this.byDefault) = (tieBreaker, byDefault);

    public SortKeys(Expression<Func<TRow, string>> tieBreaker, string byDefault) => (this.tieBreaker, this.byDefault) = (tieBreaker, byDefault);

    public IEnumerable<string> Names => keys.Keys;

    /// <param name="last">1 for the rows to keep behind all others whichever way the order goes, such as those without an amount.</param>
    public SortKeys<TRow> Add<TValue>(string name, Expression<Func<TRow, TValue>> value, Expression<Func<TRow, int>>? last = null)
    {
        keys.Add(name, new SortKey(name, value, last));
        return this;
    }

    /// <summary>Reads <c>sort</c>, such as <c>-amount,title</c>, and adds the tie-breaker in the direction of the last part.</summary>
    public Order Read(QueryParameters parameters)
    {
        var text = parameters.One("sort") ?? byDefault;
        var parts = new List<SortPart>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var name = part.StartsWith('-') ? part[1..] : part;
            if (!keys.TryGetValue(name, out var key))
            {
                var near = Nearest.To(name, Names);
                parameters.Fault(new ParameterError(
                    "sort",
                    "unknown-value",
                    $"There is no sort key '{name}'; it is one of {string.Join(", ", Names)}, with - before it to turn it round.{Nearest.Hint(name, Names)}",
                    part)
                {
                    Suggestion = near is null ? null : part[..^name.Length] + near,
                    Known = [.. Names],
                });
            }
            else if (parts.Exists(other => other.Key == key))
            {
                parameters.Fault("sort", "repeated", $"'sort' names '{name}' twice.", text);
            }
            else
            {
                parts.Add(new SortPart(key, part.StartsWith('-')));
            }
        }

        var last = parts.Count > 0 && parts[^1].Descending;
        return new Order(string.Join(',', parts.Select(part => (part.Descending ? "-" : "") + part.Key.Name)), [.. parts.SelectMany(Parts), new SortPart(new SortKey("", tieBreaker), last)]);
    }

    private static IEnumerable<SortPart> Parts(SortPart part) =>
        part.Key.Last is { } last ? [new SortPart(new SortKey("", last), false), part] : [part];
}

/// <summary>How rows are ordered: its name as <c>sort</c> writes it, and its parts, the tie-breaker last.</summary>
public sealed record Order(string Name, IReadOnlyList<SortPart> Parts);
