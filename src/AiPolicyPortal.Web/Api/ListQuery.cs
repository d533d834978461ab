using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api;

/// <summary>
/// Reads a list's filter and page from the address, the same for a page and its API twin, and refuses what it does not know.
/// </summary>
/// <param name="subject">Where parameters have a meaning of their own for this list, the subject that their texts are listed under.</param>
/// <param name="groupings">What the list can be grouped by; none when left out.</param>
/// <param name="hasSums">Whether its groups have sums besides counts.</param>
/// <param name="hasPast">Whether it can be asked for as it was at an instant; otherwise <c>asOf</c> is unknown to it.</param>
public sealed class ListQuery<TRow, TFilter>(
    SortKeys<TRow> sortKeys, Func<QueryParameters, TFilter> read, string? subject = null, IReadOnlyCollection<string>? groupings = null, bool hasSums = true, bool hasPast = true)
{
    /// <summary>Whether it can be asked for as it was at an instant.</summary>
    public bool HasPast { get; } = hasPast;

    public IReadOnlyCollection<string> Groupings { get; } = groupings ?? [];

    /// <exception cref="InvalidQueryException">A parameter is unknown or its value faulty.</exception>
    /// <param name="readMore">Reads what this way of asking understands besides.</param>
    /// <returns>With the instant of the portal's knowledge that is asked for, UTC; null for now.</returns>
    public (TFilter Filter, PageRequest Page, DateTimeOffset? AsOf) Read(IQueryCollection query, Action<QueryParameters> readMore)
    {
        var parameters = query.ToParameters();
        var filter = read(parameters);
        var page = PageRequest.Read(parameters, sortKeys);
        var asOf = AsOf(parameters);
        readMore(parameters);
        parameters.ThrowIfInvalid();
        return (filter, page, asOf);
    }

    /// <summary>Reads what a download asks for: the list's filter and order, of which it holds all, or the groups of it.</summary>
    /// <param name="hasGroups">Whether the form can give groups.</param>
    /// <exception cref="InvalidQueryException">A parameter is unknown, its value faulty, or it asks for a page.</exception>
    public (TFilter Filter, Order Order, GroupOrder? Groups, DateTimeOffset? AsOf) ReadSelection(IQueryCollection query, bool hasGroups)
    {
        var parameters = query.ToParameters();
        var filter = read(parameters);
        var order = sortKeys.Read(parameters);
        var asOf = AsOf(parameters);
        var groups = hasGroups ? ReadGroups(parameters) : null;
        if (!hasGroups)
            RefuseGroups(parameters);
        if (groups is null)
        {
            Refuse(parameters, "A download is the whole selection, not a page of it", "cursor", "limit", "count");
            Refuse(parameters, "A file has all of its columns", FieldSelection.Parameter);
        }

        parameters.ThrowIfInvalid();
        return (filter, order, groups, asOf);
    }

    /// <summary>The groups that are asked for; null for the records themselves.</summary>
    public GroupOrder? ReadGroups(QueryParameters parameters) => Groupings.Count == 0 ? null : GroupOrder.Read(parameters, Groupings, hasSums);

    /// <summary>Reads what a feed asks for: the list's filter, a page in the feed's own order, and its language.</summary>
    /// <exception cref="InvalidQueryException">A parameter is unknown, its value faulty, or it asks for another order.</exception>
    public (TFilter Filter, PageRequest Page, DateTimeOffset? AsOf, string Language) ReadFeed(IQueryCollection query, string order, string? refused)
    {
        var parameters = query.ToParameters();
        var filter = read(parameters);
        var asOf = AsOf(parameters);
        Refuse(parameters, "A feed begins with what changed last", "sort");
        Refuse(parameters, "A feed is not counted", "count");
        Refuse(parameters, "A feed has no fields", FieldSelection.Parameter);
        Refuse(parameters, "A feed says amounts as they are stated", RecordCurrency.Parameter);
        RefuseGroups(parameters);
        if (refused is not null)
            Refuse(parameters, "A feed has only what changed at some time", refused);
        var page = PageRequest.Read(parameters, sortKeys, order);
        var language = Language(parameters);
        parameters.ThrowIfInvalid();
        return (filter, page, asOf, language);
    }

    /// <summary>What a download understands, for the documentation.</summary>
    /// <inheritdoc cref="ReadSelection"/>
    public QueryDescription DescribeSelection(bool hasGroups)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        sortKeys.Read(parameters);
        AsOf(parameters);
        if (hasGroups)
            ReadGroups(parameters);
        return new QueryDescription(parameters.Known, [.. sortKeys.Names], subject);
    }

    /// <summary>What a feed understands, for the documentation.</summary>
    /// <param name="order">The feed's own, as <c>sort</c> writes it.</param>
    /// <param name="refused">The list's parameter that the feed does not take.</param>
    public QueryDescription DescribeFeed(string order, string? refused)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        var page = PageRequest.Read(parameters, sortKeys, order);
        AsOf(parameters);
        Language(parameters);
        return new QueryDescription([.. parameters.Known.Where(parameter => parameter.Name != refused && parameter.Name is not ("count" or RecordCurrency.Parameter))], [], subject) { Examples = { ["cursor"] = Cursor.Example(page.Order) } };
    }

    private DateTimeOffset? AsOf(QueryParameters parameters) => HasPast ? PastReading.Read(parameters) : null;

    private static string Language(QueryParameters parameters) => parameters.Choice(Localization.Parameter, [.. Localization.Languages.Keys]);

    private void RefuseGroups(QueryParameters parameters)
    {
        if (Groupings.Count > 0)
            Refuse(parameters, "Groups are given as JSON and CSV", Grouping.Parameter, GroupOrder.SortParameter, GroupOrder.LimitParameter);
    }

    private static void Refuse(QueryParameters parameters, string why, params IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => parameters.One(name) is not null))
        {
            parameters.Fault(name, "not-applicable", $"{why}; leave '{name}' out.");
        }
    }

    /// <summary>Everything this query understands, for the documentation.</summary>
    /// <param name="readMore">As in <see cref="Read"/>.</param>
    /// <param name="field">One that its records have.</param>
    public QueryDescription Describe(Action<QueryParameters> readMore, string field)
    {
        var parameters = new QueryParameters([]);
        read(parameters);
        var page = PageRequest.Read(parameters, sortKeys);
        AsOf(parameters);
        readMore(parameters);
        return new QueryDescription(parameters.Known, [.. sortKeys.Names], subject)
        {
            Examples = { ["cursor"] = Cursor.Example(page.Order), [FieldSelection.Parameter] = field },
        };
    }
}
