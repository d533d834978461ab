using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Tests.Infrastructure;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace AiPolicyPortal.Tests.Openness;

/// <summary>The releases of the starter files and how open the rules find them, without a database.</summary>
internal static class StarterRelease
{
    public static IReadOnlyDictionary<string, Row> Rows { get; } = StarterFile.Read("releases.csv").ToDictionary(row => row["slug"]);

    public static ILookup<string, Row> Components { get; } = StarterFile.Read("release_components.csv").ToLookup(row => row["release"]);

    public static ReleaseOpenness Openness(string slug) => ReleaseOpenness.Of(
        new KnownRelease(OrNull(Rows[slug]["licence"]), [.. Components[slug].Select(Judged)]), LicenceBook.Shipped);

    private static Judged Judged(Row row) => new(
        Codes<Component>.Parse(row["component"]),
        Codes<Assessor>.Parse(row["assessor"]),
        Codes<Availability>.Parse(row["availability"]),
        OrNull(row["licence"]),
        PartialDate.TryParse(row["assessed"], out var date) ? date : null);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
