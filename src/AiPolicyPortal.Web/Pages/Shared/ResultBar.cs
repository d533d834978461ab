using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What stands above a list: how many there are, and the same selection from the API. <paramref name="Noun"/> is a <c>Count.</c> key; its lower case is the collection's path.</summary>
/// <param name="Spelling">Which words were taken for others.</param>
/// <param name="HasPast">Whether the list can be asked for as it was.</param>
public sealed record ResultBar(string Noun, int? Count, IReadOnlyList<Respelling> Spelling, bool HasPast = true);
