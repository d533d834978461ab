using System.Collections.Frozen;
using System.Text.Json;

namespace AiPolicyPortal.Core.Common;

/// <summary>
/// The public codes of an enumeration: its names in lower kebab case (<c>AtLeast</c> is <c>at-least</c>).
/// Files, database, addresses and JSON all use these.
/// </summary>
public static class Codes<TEnum>
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<TEnum, string> ByValue =
        Enum.GetValues<TEnum>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    private static readonly FrozenDictionary<string, TEnum> ByCode =
        ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All codes, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(value => ByValue[value])];

    public static string Of(TEnum value) => ByValue[value];

    public static bool TryParse(string? code, out TEnum value) => ByCode.TryGetValue(code ?? "", out value);

    /// <exception cref="FormatException">The code is not one of <see cref="All"/>.</exception>
    public static TEnum Parse(string code) => ByCode.TryGetValue(code, out var value)
        ? value
        : throw new FormatException($"'{code}' is none of {string.Join(", ", All)}.");
}

public static class CodeExtensions
{
    /// <summary>The public code of an enumeration value, such as <c>at-least</c>.</summary>
    public static string Code<TEnum>(this TEnum value)
        where TEnum : struct, Enum => Codes<TEnum>.Of(value);

    /// <summary>The public code of a value whose enumeration is only known at run time.</summary>
    public static string CodeOf(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
