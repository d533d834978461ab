namespace AiPolicyPortal.Core.Grants;

/// <summary>How many grants each value of one filter has, with every other filter as it is asked for.</summary>
/// <param name="Name">The filter, such as <c>country</c>.</param>
/// <param name="Values">Most grants first, years and amounts in their own order; what is asked for is always among them.</param>
/// <param name="Further">How many more values there are.</param>
public sealed record GrantFacet(string Name, IReadOnlyList<GrantFacetValue> Values, int Further);

/// <param name="Value">As the filter takes it; <c>unknown</c> for grants without a value.</param>
/// <param name="Name">Of a country, a programme or an organisation; null for a code or a number.</param>
/// <param name="NameFr">A country's name in French; null for every other.</param>
/// <param name="IsChosen">Whether the filter asks for it.</param>
public sealed record GrantFacetValue(string Value, string? Name, string? NameFr, int Count, bool IsChosen);
