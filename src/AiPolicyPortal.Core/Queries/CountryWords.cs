using System.Globalization;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What people write instead of a country's code: its name in English or its own language (Unicode CLDR), or the code in small letters.</summary>
internal static class CountryWords
{
    private static readonly Lazy<Dictionary<string, string>> Codes = new(Read);

    /// <returns>ISO 3166-1 alpha-2; null where nothing is known of the word.</returns>
    public static string? CodeOf(string written) => Codes.Value.GetValueOrDefault(written.Trim());

    private static Dictionary<string, string> Read()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["UK"] = "GB", ["EL"] = "GR", ["EU"] = "EU", ["INT"] = "INT" };
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName is { Length: 2 } code && char.IsAsciiLetterUpper(code[0]));
        foreach (var region in regions)
        {
            foreach (var word in new[] { region.TwoLetterISORegionName, region.EnglishName, region.NativeName })
            {
                codes.TryAdd(word, region.TwoLetterISORegionName);
            }
        }

        return codes;
    }
}
