using System.Linq.Expressions;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Days from and to, inclusive; null leaves that side open.</summary>
public sealed record DateRange(DateOnly? From, DateOnly? To)
{
    public static DateRange Open { get; } = new(null, null);
}

/// <summary>Amounts from and to, inclusive, in the rows' own currencies; null leaves that side open.</summary>
public sealed record AmountRange(decimal? Min, decimal? Max)
{
    public static AmountRange Open { get; } = new(null, null);
}

public static class RangeExtensions
{
    /// <summary>Keeps the rows whose date lies in the range; a row without the date is in no bounded range.</summary>
    public static IQueryable<TRow> WhereWithin<TRow>(this IQueryable<TRow> rows, DateRange range, Expression<Func<TRow, DateOnly?>> day)
    {
        rows = range.From is { } from ? rows.Where(day.Then(value => value >= from)) : rows;
        return range.To is { } to ? rows.Where(day.Then(value => value <= to)) : rows;
    }

    /// <inheritdoc cref="WhereWithin{TRow}(IQueryable{TRow}, DateRange, Expression{Func{TRow, DateOnly?}})"/>
    public static IQueryable<TRow> WhereWithin<TRow>(this IQueryable<TRow> rows, AmountRange range, Expression<Func<TRow, decimal?>> amount)
    {
        rows = range.Min is { } min ? rows.Where(amount.Then(value => value >= min)) : rows;
        return range.Max is { } max ? rows.Where(amount.Then(value => value <= max)) : rows;
    }
}
