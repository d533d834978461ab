using AiPolicyPortal.Core.Governance;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Links of governance measures in words, seen from the measure or from what it bears on.</summary>
public sealed record GovernanceLinkList(IReadOnlyList<GovernanceLinkItem> Links, bool FromMeasure);
