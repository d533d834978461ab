namespace AiPolicyPortal.Core.Queries;

/// <summary>Queries whose selection can be put into groups.</summary>
public interface IGroupedQueries<TFilter>
{
    /// <param name="by">At most <see cref="Grouping.Most"/> of what <c>groupBy</c> knows for this noun.</param>
    /// <exception cref="InvalidQueryException">The filter names something that is not in the portal.</exception>
    Task<GroupedSelection> GroupAsync(TFilter filter, IReadOnlyList<string> by, CancellationToken cancellationToken);
}
