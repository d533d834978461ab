using System.Text.Json;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>The folders of worked examples and the answers they must give.</summary>
internal static class Cases
{
    public static IReadOnlyList<string> Folders { get; } =
        [.. Directory.GetDirectories(CsvRows.PathOf("Totals", "cases")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static JsonElement Expected(string folder) =>
        JsonDocument.Parse(File.ReadAllText(CsvRows.PathOf("Totals", "cases", folder, "expected.json"))).RootElement;
}
