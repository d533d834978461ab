namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What a page says how to cite; the model of <c>_Citation</c>.</summary>
/// <param name="Path">Of the record that it shows; null for the selection that it was asked for.</param>
/// <param name="Title">Null for the page's own.</param>
/// <param name="Chosen">Every filter of the selection; null where it is told by its parameters.</param>
/// <param name="HasPast">Whether it can be asked for as it was.</param>
public sealed record Cited(string? Path = null, string? Title = null, IReadOnlyList<ChosenFilter>? Chosen = null, bool HasPast = true);
