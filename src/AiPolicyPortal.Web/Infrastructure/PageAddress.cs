using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Infrastructure;

public static class PageAddress
{
    public static string With(HttpContext context, params IReadOnlyCollection<(string Name, string? Value)> changes)
    {
        var kept = context.Request.Query.Where(pair => changes.All(change => change.Name != pair.Key))
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""));
        var set = changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value!));
        return context.Request.PathBase + context.Request.Path + new QueryBuilder(kept.Concat(set)).ToQueryString();
    }

    public static string Current(HttpContext context) => With(context);
}
