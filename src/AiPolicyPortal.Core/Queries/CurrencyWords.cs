using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What people write instead of a currency's code: its name in English or its own language (Unicode CLDR), also with a slip.</summary>
internal static class CurrencyWords
{
    private static readonly Lazy<Dictionary<string, string>> Codes = new(Read);

    /// <returns>ISO 4217 code; null where nothing is known of the word.</returns>
    public static string? CodeOf(string written) => Nearest.MeaningOf(written, Codes.Value);

    private static Dictionary<string, string> Read()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var region in CountryWords.Regions())
        {
            // Names of several countries' money, such as dollar, mean nobody's.
            foreach (var word in new[] { region.CurrencyEnglishName, region.CurrencyNativeName })
            {
                codes[word] = codes.TryGetValue(word, out var other) && other != region.ISOCurrencySymbol ? "" : region.ISOCurrencySymbol;
            }
        }

        return codes.Where(pair => pair.Key.Length > 0 && pair.Value.Length > 0).ToDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
