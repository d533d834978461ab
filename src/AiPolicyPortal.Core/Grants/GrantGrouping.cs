using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

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
public sealed record GrantGrouping(IReadOnlyList<GrantGroupTotals> Groups, GrantTotals Overlap, GrantTotals Total, IReadOnlyList<Respelling> Spelling)
{
    public const int MostDimensions = 3;

    /// <summary>The word for a dimension in an address, such as <c>funderType</c>.</summary>
    public static string NameOf(GrantDimension dimension) => JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());

    /// <summary>Reads <c>groupBy</c>, one to three dimensions with commas between them.</summary>
    public static IReadOnlyList<GrantDimension> Read(QueryParameters parameters)
    {
        var known = Enum.GetValues<GrantDimension>().ToDictionary(NameOf, StringComparer.Ordinal);
        var names = (parameters.One("groupBy") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.Where(name => !known.ContainsKey(name)))
        {
            parameters.Fault(
                "groupBy", "unknown-value", $"Grants are not grouped by '{name}'; they are by {string.Join(", ", known.Keys)}.{Nearest.Hint(name, known.Keys)}",
                name, Nearest.To(name, known.Keys) ?? string.Join(", ", known.Keys));
        }

        if (names.Length > MostDimensions)
        {
            parameters.Fault("groupBy", "too-many", $"'groupBy' names {names.Length} dimensions; at most {MostDimensions} are grouped by at once.");
        }

        if (names.Distinct().Count() < names.Length)
        {
            parameters.Fault("groupBy", "repeated", "'groupBy' names a dimension twice.");
        }

        return [.. names.Where(known.ContainsKey).Select(name => known[name])];
    }
}
