using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Queries;

/// <summary>
/// What people write instead of a country's code: its name in English or its own language (Unicode CLDR), also with a slip, its code of three letters,
/// or the code in small letters.
/// </summary>
internal static class CountryWords
{
    private static readonly Lazy<Dictionary<string, string>> Codes = new(Read);

    /// <returns>ISO 3166-1 alpha-2; null where nothing is known of the word.</returns>
    public static string? CodeOf(string written) => Nearest.MeaningOf(written, Codes.Value);

    internal static IEnumerable<RegionInfo> Regions() =>
        CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName is { Length: 2 } code && char.IsAsciiLetterUpper(code[0]));

    private static Dictionary<string, string> Read()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["UK"] = "GB", ["EL"] = "GR", ["EU"] = "EU", ["INT"] = "INT" };
        foreach (var region in Regions())
        {
            foreach (var word in new[] { region.TwoLetterISORegionName, region.ThreeLetterISORegionName, region.EnglishName, region.NativeName })
            {
                codes.TryAdd(word, region.TwoLetterISORegionName);
            }
        }

        return codes;
    }
}
