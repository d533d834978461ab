using System.Collections.Concurrent;
using System.Globalization;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>The languages a source may be in, by name.</summary>
public static class LanguageNames
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> Known = new(StringComparer.Ordinal);

    /// <param name="language">The language of the interface.</param>
    public static IReadOnlyList<(string Code, string Name)> All(string language) => Known.GetOrAdd(language, _ =>
    [
        .. CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(culture => culture.Name.Length == 2)
            .Select(culture => (culture.Name, culture.DisplayName)).OrderBy(pair => pair.DisplayName, StringComparer.CurrentCulture),
    ]);
}
