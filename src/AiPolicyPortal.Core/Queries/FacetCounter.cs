using System.Linq.Expressions;
using AiPolicyPortal.Core.Countries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// Counts in the database how many records each choice of a filter has: that filter left open, every other as it is asked for. What no record has is left out.
/// </summary>
/// <param name="filter">What is asked for; filters left open in it are counted in one and the same selection.</param>
/// <param name="select">The records of a filter.</param>
/// <param name="cancellationToken">Stops counting.</param>
internal sealed class FacetCounter<TFilter, TRow>(
    TFilter filter, Func<TFilter, CancellationToken, Task<FoundRows<TRow>>> select, CancellationToken cancellationToken)
    where TFilter : IEquatable<TFilter>
{
    private IQueryable<TRow>? selected;

    /// <summary>How many records have each value; those without one are not counted.</summary>
    public async Task<Dictionary<T, int>> OfAsync<T>(TFilter open, Expression<Func<TRow, T?>> value)
        where T : notnull => await (await SelectAsync(open)).Select(value).CountEachAsync(cancellationToken);

    /// <summary>The same for records with several values, each of which must be among them once.</summary>
    public async Task<Dictionary<T, int>> OfEachAsync<T>(TFilter open, Expression<Func<TRow, IEnumerable<T>>> values)
        where T : notnull => await (await SelectAsync(open)).SelectMany(values).CountEachAsync(cancellationToken);

    /// <summary>What tells each record, for what is counted in memory.</summary>
    public async Task<List<T>> EachAsync<T>(TFilter open, Expression<Func<TRow, T>> value) => await (await SelectAsync(open)).Select(value).ToListAsync(cancellationToken);

    /// <summary>How many records are found with the choice made, for what no one column tells.</summary>
    public async Task<int> OfAsync(TFilter chosen) => await (await SelectAsync(chosen)).CountAsync(cancellationToken);

    private async Task<IQueryable<TRow>> SelectAsync(TFilter asked) => asked.Equals(filter)
        ? selected ??= (await select(asked, cancellationToken)).Rows
        : (await select(asked, cancellationToken)).Rows;
}

internal static class FacetCounting
{
    /// <summary>How often each value is there; nulls are not counted.</summary>
    public static async Task<Dictionary<T, int>> CountEachAsync<T>(this IQueryable<T?> values, CancellationToken cancellationToken)
        where T : notnull =>
        (await values.GroupBy(value => value).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken))
            .Where(group => group.Key is not null).ToDictionary(group => group.Key!, group => group.Count);

    /// <summary>The countries that are counted by code and those asked for, with their names.</summary>
    public static async Task<IReadOnlyList<(CountryLabel Country, int Count)>> WithNamesAsync(
        this IReadOnlyDictionary<string, int> counts, IQueryable<Country> countries, AnyOf<string> asked, CancellationToken cancellationToken)
    {
        string[] codes = [.. counts.Keys.Union(asked.Included)];
        return [.. (await countries.AsNoTracking().Where(country => codes.Contains(country.Code))
                .Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr)).ToListAsync(cancellationToken))
            .Select(country => (country, counts.GetValueOrDefault(country.Code)))];
    }
}
