namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>One filter of several choices: query parameter, heading, and its choices in the order to show them.</summary>
public sealed record Facet(string Name, string Title, IReadOnlyList<FacetChoice> Choices);

/// <summary>A value, its word, how many records have it (null when not counted), and whether it is asked for.</summary>
public sealed record FacetChoice(string Value, string Label, long? Count, bool Chosen);
