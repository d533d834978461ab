namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>
/// A source as <c>_SourceList</c> shows it: a list of these is its model. An empty title shows the address. <paramref name="Tier"/> is 1 official, 2 research, 3 press, 4 aggregator;
/// <paramref name="Precision"/> is year, month or day; <paramref name="Language"/> is ISO 639, null when unknown; <paramref name="Href"/> is the portal's page about the source.
/// </summary>
public sealed record SourceItem(
    string Title, string Url, string Publisher, DateOnly? Published, string Precision, int Tier, string? Language = null, string? Href = null,
    bool IsRetracted = false, string? ArchiveUrl = null);
