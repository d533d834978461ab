using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Snapshots;

/// <summary>Writes the files of one snapshot, one after the other and never more than a few pages of rows in memory.</summary>
/// <param name="services">With the queries of every noun, all in one transaction.</param>
/// <param name="folder">Empty.</param>
/// <param name="now">UTC.</param>
internal sealed class SnapshotWriter(IServiceProvider services, string folder, string name, Publication publication, DateTimeOffset now)
{
    public required int WorkbookRows { get; init; }

    public async Task<SnapshotManifest> WriteAsync(CancellationToken cancellationToken)
    {
        var tables = new List<SnapshotContent>();
        foreach (var table in SnapshotTables.All)
            tables.Add(await WriteAsync(table, cancellationToken));
        var manifest = new SnapshotManifest(name, now, publication.Number, publication.PublishedAt, DataLicence.Code, DataLicence.Url, tables);
        await WriteTextAsync(SnapshotManifest.FileName, manifest.ToJson(), cancellationToken);
        await WriteTextAsync(SnapshotManifest.ChecksumsName, string.Concat(manifest.Files.Select(file => $"{file.Sha256}  {file.Name}\n")), cancellationToken);
        await WriteTextAsync(SnapshotManifest.DataPackageName, DataPackageOf(manifest), cancellationToken);
        return manifest;
    }

    private async Task<SnapshotContent> WriteAsync(SnapshotTable table, CancellationToken cancellationToken)
    {
        var files = new List<SnapshotFile>();
        var omitted = new List<SnapshotOmission>();
        long? known = null;
        foreach (var format in TableFormat.All)
        {
            if (format == TableFormat.Xlsx && known > WorkbookRows)
            {
                omitted.Add(new SnapshotOmission(
                    format.Ending, string.Create(CultureInfo.InvariantCulture, $"It has {known} rows, and a sheet of a workbook holds {WorkbookRows} below its heading.")));
                continue;
            }

            var (rows, file) = await WriteAsync(table, format, known, cancellationToken);
            known ??= rows;
            files.Add(rows == known ? file : throw new InvalidDataException($"{file.Name} has {rows} rows where another format has {known}."));
        }

        return new SnapshotContent(
            table.Table.Name, table.Table.Title, table.Table.Description, known!.Value, files, omitted, SnapshotContent.ColumnsOf(table.Table));
    }

    private async Task<(long Rows, SnapshotFile File)> WriteAsync(
        SnapshotTable table, TableFormat format, long? known, CancellationToken cancellationToken)
    {
        var file = $"{table.Table.Name}.{format.Ending}";
        await using var stream = new FileStream(
            Path.Combine(folder, file), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        var rows = await table.WriteAsync(format, services, About(table.Table, known), stream, cancellationToken);
        stream.Flush(flushToDisk: true);
        stream.Position = 0;
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        if (format == TableFormat.Csv || format == TableFormat.JsonLines)
            await CompressAsync(stream, cancellationToken);
        return (rows, new SnapshotFile(file, format.Ending, format.MediaType, stream.Length, Convert.ToHexStringLower(hash)));
    }

    private static async Task CompressAsync(FileStream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        await using var compressed = new FileStream(file.Name + SnapshotFolder.Compressed, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            await file.CopyToAsync(gzip, cancellationToken);
        compressed.Flush(flushToDisk: true);
    }

    private IEnumerable<(string Name, string Value)> About(Table table, long? rows) =>
    [
        ("What", $"{table.Title}: {table.Description}"),
        ("Rows", string.Create(CultureInfo.InvariantCulture, $"{rows}")),
        ("Snapshot", name),
        ("Made", Instant.Write(now)),
        ("Licence", $"{DataLicence.Code}, {DataLicence.Url}"),
    ];

    private static string DataPackageOf(SnapshotManifest manifest) => DataPackage.Describe(
        $"AI Policy Portal, snapshot {manifest.Name}",
        $"ai-policy-portal-{manifest.Name}",
        manifest.CreatedAt,
        homepage: null,
        [.. manifest.Tables.Zip(SnapshotTables.All, (content, table) =>
        {
            var csv = content.Files.Single(file => file.Format == TableFormat.Csv.Ending);
            return new DataPackageFile(table.Table, csv.Name, csv.Bytes, csv.Sha256);
        })]);

    private async Task WriteTextAsync(string file, string text, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(Path.Combine(folder, file), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellationToken);
        stream.Flush(flushToDisk: true);
    }
}
