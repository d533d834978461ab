using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>The parameters that a list understands, taken from the code that reads them.</summary>
public sealed record QueryDescription(IReadOnlyList<ParameterInfo> Parameters, IReadOnlyList<string> SortKeys);
