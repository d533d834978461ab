using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>One name of a filter in tags of the index: any of the included, none of the excluded.</summary>
/// <param name="Groups">
/// Which of all groups meet it, where most grants do: to look at the group of each entry that words find takes less time than to read most of the index
/// of tags. Null where the index is to find it.
/// </param>
internal sealed record TagCondition(string Kind, string[] Included, string[] Excluded, GroupsApart? Groups = null)
{
    public bool Holds(string[] tags) => (Included.Length == 0 || Overlap(tags, Included)) && !Overlap(tags, Excluded);

    public Expression<Func<GrantEntry, bool>> Test { get; } = Groups is null ? TestOf(Included, Excluded) : TestOf(Groups, TestOf(Included, Excluded));

    private static bool Overlap(string[] tags, string[] asked) => Array.Exists(asked, tag => Array.IndexOf(tags, tag) >= 0);

    // Plus zero keeps PostgreSQL from the index of groups, which has as many entries as that of tags. A group that came since the groups were read is in
    // neither list, and its tags decide.
    private static Expression<Func<GrantEntry, bool>> TestOf(GroupsApart groups, Expression<Func<GrantEntry, bool>> tags)
    {
        var (meeting, failing) = groups;
        Expression<Func<GrantEntry, bool>> meets = entry => meeting.Contains(entry.GroupId + 0);
        Expression<Func<GrantEntry, bool>> isNew = entry => !failing.Contains(entry.GroupId + 0);
        return meets.With(isNew.With(tags, Expression.AndAlso), Expression.OrElse);
    }

    // Npgsql writes an overlap of arrays, which the index answers.
    private static Expression<Func<GrantEntry, bool>> TestOf(string[] included, string[] excluded) => (included.Length, excluded.Length) switch
    {
        (_, 0) => entry => entry.Tags.Any(tag => included.Contains(tag)),
        (0, _) => entry => !entry.Tags.Any(tag => excluded.Contains(tag)),
        _ => entry => entry.Tags.Any(tag => included.Contains(tag)) && !entry.Tags.Any(tag => excluded.Contains(tag)),
    };
}

/// <summary>All groups there were at a moment, by id: those that meet a condition and those that do not.</summary>
internal sealed record GroupsApart(int[] Meeting, int[] Failing);

/// <summary>
/// A filter in terms of the index: the one translation that lists, facets, sums and groups share.
/// </summary>
/// <param name="Words">For <c>to_tsquery</c>; null where no word is asked for.</param>
/// <param name="Spelling">Which words were taken for others.</param>
/// <param name="Source">Null stands for none.</param>
internal sealed record GrantSelection(
    string? Words, IReadOnlyList<Respelling> Spelling, IReadOnlyList<TagCondition> Tags, AnyOf<Guid?> Source, DateRange Awarded,
    DateRange Start, AmountRange Amount, DateTimeOffset? UpdatedSince)
{
    /// <summary>Whether the groups of grants answer it, without any grant.</summary>
    public bool IsOfGroups => Words is null && Awarded == DateRange.Open && Start == DateRange.Open && Amount == AmountRange.Open && UpdatedSince is null
        && Source.IsEverything && Recipients is null;

    public bool IsEverything => IsOfGroups && Tags.Count == 0;

    /// <summary>Whether the grants of a group are in it, as far as tags say.</summary>
    public bool Holds(GrantGroup group) => Tags.All(condition => condition.Holds(group.Tags));

    /// <summary>What is asked of the recipients; null where nothing is. Groups do not know it.</summary>
    public TagCondition? Recipients => Tags.FirstOrDefault(condition => condition.Kind == GrantTags.Recipient);

    public GrantSelection Without(string kind) => this with { Tags = [.. Tags.Where(condition => condition.Kind != kind)] };

    /// <summary>The entries of the selection, in no order.</summary>
    public IQueryable<GrantEntry> Entries(PortalDbContext db) => Apply(db.GrantEntries.AsNoTracking(), entry => entry);

    public IQueryable<TRow> Apply<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, GrantEntry>> entry) =>
        Tags.Aggregate(ApplyBeyondTags(rows, entry), (some, condition) => some.Where(entry.Then(condition.Test)));

    /// <summary>Keeps what meets all but the tags, and all of the tags or all but one.</summary>
    public IQueryable<GrantEntry> ApplyButOne(IQueryable<GrantEntry> entries)
    {
        entries = ApplyBeyondTags(entries, entry => entry);
        return Tags.Count < 2 ? entries : entries.Where(Tags.Select((_, left) => Tags.Where((_, at) => at != left).Select(condition => condition.Test)
            .Aggregate((some, other) => some.With(other, Expression.AndAlso))).Aggregate((some, other) => some.With(other, Expression.OrElse)));
    }

    /// <summary>Keeps what meets all but the tags.</summary>
    public IQueryable<TRow> ApplyBeyondTags<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, GrantEntry>> entry)
    {
        if (Words is { } words)
        {
            rows = rows.Where(entry.Then(held => held.Words.Matches(EF.Functions.ToTsQuery("simple", words))));
        }

        if (UpdatedSince is { } instant)
        {
            rows = rows.Where(entry.Then(held => held.UpdatedKey >= instant));
        }

        return rows
            .WhereAny(Source, sources => entry.Then(Names(sources)))
            .Within(Awarded, entry.Then(held => held.AwardedKey))
            .Within(Start, entry.Then(held => held.StartKey))
            .Within(Amount, entry.Then(held => held.AmountKey));
    }

    private static Expression<Func<GrantEntry, bool>> Names(IReadOnlyList<Guid?> sources)
    {
        Guid[] ids = [.. sources.OfType<Guid>()];
        Expression<Func<GrantEntry, bool>> some = held => held.Grant.SourceId != null && ids.Contains(held.Grant.SourceId.Value);
        Expression<Func<GrantEntry, bool>> none = held => held.Grant.SourceId == null;
        return !sources.Contains(null) ? some : ids.Length == 0 ? none : some.With(none, Expression.OrElse);
    }
}

/// <summary>Puts expressions about entries of the index together.</summary>
internal static class EntryExpressions
{
    public static Expression<Func<GrantEntry, bool>> With(
        this Expression<Func<GrantEntry, bool>> some, Expression<Func<GrantEntry, bool>> other, Func<Expression, Expression, BinaryExpression> join) =>
        Expression.Lambda<Func<GrantEntry, bool>>(join(some.Body, new ParameterReplacer(other.Parameters[0], some.Parameters[0]).Visit(other.Body)), some.Parameters);

    /// <summary>A row without the date is in no bounded range.</summary>
    public static IQueryable<TRow> Within<TRow>(this IQueryable<TRow> rows, DateRange range, Expression<Func<TRow, DateOnly>> day)
    {
        if (range == DateRange.Open)
        {
            return rows;
        }

        // The earliest of all days stands for none.
        var first = DateOnly.MinValue.AddDays(1);
        var (from, to) = (range.From is { } asked && asked > first ? asked : first, range.To ?? DateOnly.MaxValue.AddDays(-1));
        return rows.Where(day.Then(value => value >= from && value <= to));
    }

    /// <summary>A row without the amount is in no bounded range.</summary>
    public static IQueryable<TRow> Within<TRow>(this IQueryable<TRow> rows, AmountRange range, Expression<Func<TRow, decimal>> amount)
    {
        if (range == AmountRange.Open)
        {
            return rows;
        }

        var min = range.Min ?? 0;
        rows = rows.Where(amount.Then(value => value >= min));
        return range.Max is { } max ? rows.Where(amount.Then(value => value <= max)) : rows;
    }
}
