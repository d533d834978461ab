namespace AiPolicyPortal.Core.Queries;

/// <summary>A word that no record has, and what was looked for in its place.</summary>
/// <param name="Asked">Without case and accents.</param>
/// <param name="LookedFor">The nearest words that records have; any of them is enough.</param>
public sealed record Respelling(string Asked, IReadOnlyList<string> LookedFor);
