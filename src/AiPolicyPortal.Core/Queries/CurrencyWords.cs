using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Queries;

/// <summary>What people write instead of a currency's code: its name in English or its own language (Unicode CLDR), also with a slip.</summary>
internal static class CurrencyWords
{
    // Of shorter words any other is a slip away.
    private const int LeastName = 4;

    private static readonly Lazy<Dictionary<string, string>> Codes = new(Read);

    /// <returns>ISO 4217 code; null where nothing is known of the word.</returns>
    public static string? CodeOf(string written)
    {
        var word = written.Trim();
        return Codes.Value.TryGetValue(word, out var code) ? code
            : word.Length >= LeastName && Nearest.To(word, Codes.Value.Keys.Where(name => name.Length >= LeastName)) is { } near ? Codes.Value[near] : null;
    }

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
