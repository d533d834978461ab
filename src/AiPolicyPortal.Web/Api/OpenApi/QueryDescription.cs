using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>The parameters that a query understands, taken from the code that reads them.</summary>
/// <param name="Subject">Where a parameter has a meaning of its own for this query, the subject that its text is listed under.</param>
public sealed record QueryDescription(IReadOnlyList<ParameterInfo> Parameters, IReadOnlyList<string> SortKeys, string? Subject = null)
{
    /// <summary>Examples that only this query has, by parameter.</summary>
    public Dictionary<string, string> Examples { get; } = [];
}
