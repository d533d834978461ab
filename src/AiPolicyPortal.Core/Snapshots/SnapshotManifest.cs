using System.Text.Encodings.Web;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Snapshots;

/// <summary>What a snapshot holds: <c>manifest.json</c> beside its files.</summary>
/// <param name="Name">Of its folder and in its addresses: the day it was made (UTC), with the publication behind it where the day has another one.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Publication">The number of the newest publication in it; everything in the files is as it was then.</param>
/// <param name="PublishedAt">When that was published, UTC.</param>
public sealed record SnapshotManifest(
    string Name, DateTimeOffset CreatedAt, long Publication, DateTimeOffset PublishedAt, string Licence, string LicenceUrl, IReadOnlyList<SnapshotContent> Tables)
{
    public const string FileName = "manifest.json";
    public const string DataPackageName = "datapackage.json";
    public const string ChecksumsName = "sha256sums.txt";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IEnumerable<SnapshotFile> Files => Tables.SelectMany(table => table.Files);

    /// <exception cref="JsonException">This is no manifest.</exception>
    public static SnapshotManifest Read(string json) => JsonSerializer.Deserialize<SnapshotManifest>(json, Json) ?? throw new JsonException("The manifest is empty.");

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Whether the tables have the same columns with the same meaning.</summary>
    internal bool HasColumnsOf(IEnumerable<Table> tables) =>
        JsonSerializer.Serialize(Tables.Select(table => table.Columns)) == JsonSerializer.Serialize(tables.Select(SnapshotContent.ColumnsOf));
}

/// <summary>One table of a snapshot with its files.</summary>
/// <param name="Name">The noun's collection, such as <c>grants</c>, or what parts of its records are called.</param>
/// <param name="Description">What one row is, in English.</param>
/// <param name="Rows">The same in every file.</param>
/// <param name="Omitted">Formats that cannot hold it.</param>
public sealed record SnapshotContent(
    string Name, string Title, string Description, long Rows, IReadOnlyList<SnapshotFile> Files, IReadOnlyList<SnapshotOmission> Omitted,
    IReadOnlyList<SnapshotColumn> Columns)
{
    internal static IReadOnlyList<SnapshotColumn> ColumnsOf(Table table) =>
        [.. table.Columns.Select(column => new SnapshotColumn(column.Name, column.Type.Code(), column.Required, column.Description, column.Codes, column.RefersTo))];
}

/// <param name="Name">In the snapshot's folder.</param>
/// <param name="Format">Ending of its name.</param>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
public sealed record SnapshotFile(string Name, string Format, string MediaType, long Bytes, string Sha256);

/// <param name="Reason">In English, a sentence.</param>
public sealed record SnapshotOmission(string Format, string Reason);

/// <param name="Type">Code of <see cref="ColumnType"/>.</param>
/// <param name="Codes">All values a code can have; empty for other columns.</param>
/// <param name="RefersTo">The table of which it names a row by its key; null where it names none.</param>
public sealed record SnapshotColumn(string Name, string Type, bool Required, string Description, IReadOnlyList<string> Codes, string? RefersTo);
