using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>What stands above a list: what it was asked for, how many there are, and the same selection from the API and to cite. <paramref name="Noun"/> is a <c>Count.</c> key; its lower case is the collection's path.</summary>
/// <param name="Spelling">Which words were taken for others.</param>
/// <param name="Chosen">Every filter in force.</param>
/// <param name="HasPast">Whether the list can be asked for as it was.</param>
public sealed record ResultBar(string Noun, int? Count, IReadOnlyList<Respelling> Spelling, IReadOnlyList<ChosenFilter> Chosen, bool HasPast = true);
