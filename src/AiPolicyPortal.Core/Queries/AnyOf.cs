using System.Linq.Expressions;
using System.Text.Json.Serialization;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// The values asked for under one name: any of the included ones, none of the excluded ones (written with a leading <c>!</c>).
/// No included value means all are wanted.
/// </summary>
public sealed record AnyOf<T>(IReadOnlyList<T> Included, IReadOnlyList<T> Excluded)
{
    public static AnyOf<T> Everything { get; } = new([], []);

    /// <summary>The same values, so that filters that ask for the same are equal.</summary>
    public bool Equals(AnyOf<T>? other) => other is not null && Included.SequenceEqual(other.Included) && Excluded.SequenceEqual(other.Excluded);

    public override int GetHashCode() => Named.Aggregate(Included.Count, HashCode.Combine);

    public bool IsEverything => Included.Count == 0 && Excluded.Count == 0;

    /// <summary>Whether a record with these values is asked for.</summary>
    public bool IsMetBy(params IReadOnlyCollection<T> values) => (Included.Count == 0 || values.Any(Included.Contains)) && !values.Any(Excluded.Contains);

    /// <summary>The included ones and the excluded ones.</summary>
    [JsonIgnore]
    public IEnumerable<T> Named => Included.Concat(Excluded);

    /// <summary>The excluded ones alone.</summary>
    [JsonIgnore]
    public AnyOf<T> LeftOut => this with { Included = [] };

    /// <summary>As a query writes them.</summary>
    [JsonIgnore]
    public IEnumerable<string> Written => Included.Select(value => $"{value}").Concat(Excluded.Select(value => $"!{value}"));

    public AnyOf<TOther> Select<TOther>(Func<T, TOther> convert) => new([.. Included.Select(convert)], [.. Excluded.Select(convert)]);
}

public static class AnyOfExtensions
{
    /// <summary>The values that name something: all but <see cref="QueryParameters.Unknown"/>.</summary>
    public static AnyOf<string> Known(this AnyOf<string> asked) => new([.. asked.Included.Where(IsKnown)], [.. asked.Excluded.Where(IsKnown)]);

    /// <summary>The values that are no null, which stands for <see cref="QueryParameters.Unknown"/>.</summary>
    public static AnyOf<T> Known<T>(this AnyOf<T?> asked)
        where T : struct => new([.. asked.Included.OfType<T>()], [.. asked.Excluded.OfType<T>()]);

    private static bool IsKnown(string value) => value != QueryParameters.Unknown;

    /// <summary>
    /// Keeps the rows that match any included value and no excluded one.
    /// <paramref name="matches"/> says, for a list of values, which rows match one of them.
    /// </summary>
    public static IQueryable<TRow> WhereAny<TRow, T>(
        this IQueryable<TRow> rows,
        AnyOf<T> asked,
        Func<IReadOnlyList<T>, Expression<Func<TRow, bool>>> matches)
    {
        if (asked.Included.Count > 0)
        {
            rows = rows.Where(matches(asked.Included));
        }

        if (asked.Excluded.Count > 0)
        {
            var match = matches(asked.Excluded);
            rows = rows.Where(Expression.Lambda<Func<TRow, bool>>(Expression.Not(match.Body), match.Parameters));
        }

        return rows;
    }
}
