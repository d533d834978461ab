using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Infrastructure;

public static class RequestQuery
{
    /// <summary>The request's query string, ready to be read strictly.</summary>
    public static QueryParameters ToParameters(this IQueryCollection query) =>
        new(query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
}
