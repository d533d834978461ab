namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>A step of the way to a page, put into <c>ViewData["Breadcrumb"]</c> as a list; the last one, the page itself, has no address.</summary>
/// <param name="Lang">The language of the text where it is not that of the page.</param>
public sealed record Crumb(string Text, string? Href = null, string? Lang = null);
