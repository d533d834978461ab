using System.Text.Json;

namespace AiPolicyPortal.Core.Grants;

/// <summary>By what grants can be counted and summed; each is a filter too.</summary>
public enum GrantDimension
{
    Country,
    PayingCountry,
    Programme,
    Funder,
    Recipient,
    Theme,
    Year,
    Band,
    FunderType,
    Stage,
    StatedCurrency,
}

/// <summary>A value of a dimension.</summary>
/// <param name="Value">As the filter takes it; <c>unknown</c> for grants without a value.</param>
/// <param name="Name">Of a country, a programme or an organisation; null for a code or a number.</param>
/// <param name="NameFr">A country's name in French; null for every other.</param>
public sealed record GrantKey(string Value, string? Name = null, string? NameFr = null);

/// <summary>The grants of a selection with these values.</summary>
/// <param name="Key">By the name of the dimension.</param>
public sealed record GrantGroupTotals(IReadOnlyDictionary<string, GrantKey> Key, GrantTotals Totals);

/// <summary>A selection in groups. The groups and the overlap add up to the total.</summary>
/// <param name="Groups">In the order of their keys, the unknown ones last.</param>
/// <param name="Overlap">The total less its groups: negative where grants are in several groups.</param>
public sealed record GrantGrouping(IReadOnlyList<GrantGroupTotals> Groups, GrantTotals Overlap, GrantTotals Total)
{
    /// <summary>The words for the dimensions in an address.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<GrantDimension>().Select(NameOf)];

    /// <summary>The word for a dimension in an address, such as <c>funderType</c>.</summary>
    public static string NameOf(GrantDimension dimension) => JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());

    /// <param name="name">One of <see cref="Names"/>.</param>
    public static GrantDimension Named(string name) => Enum.Parse<GrantDimension>(name, ignoreCase: true);
}
