namespace AiPolicyPortal.Core.Queries;

/// <summary>A word that no record has, and what was looked for in its place.</summary>
/// <param name="Asked">Without case and accents.</param>
/// <param name="LookedFor">The nearest words that records have; any of them is enough.</param>
public sealed record Respelling(string Asked, IReadOnlyList<string> LookedFor);

/// <summary>How records were found that have not every word.</summary>
/// <param name="LookedFor">The words of the question without "how", "the" and the like. A name, which has a capital or a digit, counts as three others.</param>
public sealed record MostWords(IReadOnlyList<string> LookedFor);
