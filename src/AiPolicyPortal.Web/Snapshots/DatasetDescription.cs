using System.Text.Json;
using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary>The portal's data as schema.org describes a data set, for search engines; JSON that can stand in a page's script element.</summary>
public static class DatasetDescription
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] Keywords = ["artificial intelligence", "public funding", "grants", "open source", "science policy"];

    /// <param name="page">Absolute address of the page it stands in.</param>
    /// <param name="root">Absolute address of the portal, without a slash at the end.</param>
    /// <param name="snapshot">What can be downloaded; null for the live lists.</param>
    public static string Of(string title, string description, string page, string root, SnapshotManifest? snapshot) => JsonSerializer.Serialize(
        new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Dataset",
            ["@id"] = page,
            ["name"] = title,
            ["description"] = description,
            ["url"] = page,
            ["version"] = snapshot?.Name,
            ["dateModified"] = snapshot is null ? null : Instant.Write(snapshot.PublishedAt),
            ["license"] = DataLicence.Url,
            ["isAccessibleForFree"] = true,
            ["keywords"] = Keywords,
            ["creator"] = Thing("Organization", root + "/"),
            ["includedInDataCatalog"] = Thing("DataCatalog", root + "/data"),
            ["distribution"] = snapshot is null ? Live(root) : Files(root, snapshot),
        },
        Json);

    private static Dictionary<string, object?> Thing(string type, string address) =>
        new() { ["@type"] = type, ["name"] = "AI Policy Portal", ["url"] = address };

    private static IEnumerable<object> Files(string root, SnapshotManifest snapshot) => snapshot.Tables.SelectMany(table => table.Files, (table, file) => new Dictionary<string, object?>
    {
        ["@type"] = "DataDownload",
        ["name"] = $"{table.Title} ({file.Format})",
        ["contentUrl"] = $"{root}/data/{snapshot.Name}/{file.Name}",
        ["encodingFormat"] = file.MediaType,
        ["contentSize"] = $"{file.Bytes} B",
        ["sha256"] = file.Sha256,
    });

    private static IEnumerable<object> Live(string root) => SnapshotTables.Lists.Select(table => new Dictionary<string, object?>
    {
        ["@type"] = "DataDownload",
        ["name"] = $"{table.Table.Title} ({TableFormat.Csv.Ending})",
        ["contentUrl"] = $"{root}/{table.Table.Name}.{TableFormat.Csv.Ending}",
        ["encodingFormat"] = TableFormat.Csv.MediaType,
    });
}
