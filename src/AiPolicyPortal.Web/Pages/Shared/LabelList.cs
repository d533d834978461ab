using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Related records under a heading; nothing is shown when there are none. <paramref name="Path"/> is their collection, such as <c>/releases</c>.</summary>
public sealed record LabelList(string Title, string Path, IReadOnlyList<RecordLabel> Records, string? Anchor = null);
