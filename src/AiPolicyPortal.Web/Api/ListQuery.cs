using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

/// <summary>
/// Reads a list's filter and page from the address, the same for a page and its API twin, and refuses what it does not know.
/// </summary>
/// <param name="subject">Where parameters have a meaning of their own for this list, the subject that their texts are listed under.</param>
/// <param name="groupings">What the list can be grouped by; none when left out.</param>
public sealed class ListQuery<TRow, TFilter>(
    SortKeys<TRow> sortKeys, Func<QueryParameters, TFilter> read, string? subject = null, IReadOnlyCollection<string>? groupings = null)
{
    public IReadOnlyCollection<string> Groupings { get; } = groupings ?? [];

    /// <exception cref="InvalidQueryException">A parameter is unknown or its value faulty.</exception>
    /// <param name="readMore">Reads what this way of asking understands besides.</param>
    public (TFilter Filter, PageRequest Page) Read(IQueryCollection query, Action<QueryParameters> readMore)
    {
        var parameters = query.ToParameters();
        var filter = read(parameters);
        var page = PageRequest.Read(parameters, sortKeys);
        readMore(parameters);
        parameters.ThrowIfInvalid();
        return (filter, page);
    }

    /// <summary>Everything this query understands, for the documentation.</summary>
    /// <param name="readMore">As in <see cref="Read"/>.</param>
    public QueryDescription Describe(Action<QueryParameters> readMore)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        PageRequest.Read(parameters, sortKeys);
        readMore(parameters);
        return new QueryDescription(parameters.Known, [.. sortKeys.Names], subject);
    }
}
