using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>The address the reader asked for, also while an error page is shown in its place, and links that change a part of its query.</summary>
public static partial class PageAddress
{
    /// <summary>The query the reader sent.</summary>
    public static IQueryCollection Query(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is { } original
            ? new QueryCollection(QueryHelpers.ParseQuery(original.OriginalQueryString))
            : context.Request.Query;

    /// <summary>Path and query with the named parameters replaced; null removes one. Order and repeated values are kept.</summary>
    public static string With(HttpContext context, params IReadOnlyCollection<(string Name, string? Value)> changes) =>
        Path(context) + QueryWith(context, changes);

    /// <summary>The query alone, changed in the same way: with its question mark, or empty.</summary>
    public static string QueryWith(HttpContext context, params IReadOnlyCollection<(string Name, string? Value)> changes)
    {
        var kept = Query(context).Where(pair => changes.All(change => change.Name != pair.Key));
        var query = new QueryBuilder(kept.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)).SelectMany(Values));
        foreach (var (name, value) in changes)
        {
            if (value is not null)
                query.Add(name, value);
        }

        return query.ToQueryString().Value ?? "";
    }

    /// <summary>Path and query as asked.</summary>
    public static string Current(HttpContext context) => With(context);

    /// <summary>Scheme and host as the reader asked for them, to stand before a path and query of the portal.</summary>
    public static string Site(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    /// <summary>The same with the path that the portal lives below, if any: the address of its first page, without a slash at the end.</summary>
    public static string Root(HttpContext context) => Site(context) + context.Request.PathBase;

    /// <summary>An address of this site that somebody sent, as a header can hold it: what is no sign of an address is encoded. Null for any other.</summary>
    public static string? Local(string? address) =>
        RedirectHttpResult.IsLocalUrl(address) ? NoSign().Replace(address!, signs => Uri.EscapeDataString(signs.Value)) : null;

    /// <summary>The path as asked.</summary>
    // Two slashes at the beginning would make the name of another site of what follows.
    public static string Path(HttpContext context) => AskedPath(context) is var path && path.StartsWith("//", StringComparison.Ordinal) ? "/." + path : path;

    private static string AskedPath(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is { } status ? new PathString(status.OriginalPathBase) + status.OriginalPath
        : context.Features.Get<IExceptionHandlerPathFeature>() is { } failure ? failure.Path
        : context.Request.PathBase + context.Request.Path;

    [GeneratedRegex(@"[^\x21-\x7e]+")]
    private static partial Regex NoSign();

    private static IEnumerable<KeyValuePair<string, string>> Values(KeyValuePair<string, StringValues> pair) =>
        pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""));
}
