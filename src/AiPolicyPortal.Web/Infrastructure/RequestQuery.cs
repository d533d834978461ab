using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Infrastructure;

public static class RequestQuery
{
    /// <summary>The request's query string, ready to be read strictly.</summary>
    public static QueryParameters ToParameters(this IQueryCollection query) =>
        new(query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));

    /// <exception cref="InvalidQueryException">A parameter is given without a value.</exception>
    public static void RefuseEmpty(this IQueryCollection query)
    {
        List<ParameterError> empty =
        [
            .. query.Where(pair => pair.Value.Any(string.IsNullOrWhiteSpace))
                .Select(pair => new ParameterError(pair.Key, "invalid-value", $"'{pair.Key}' has no value; give it one, or leave it out.", "")),
        ];
        if (empty.Count > 0)
            throw new InvalidQueryException(empty);
    }
}
