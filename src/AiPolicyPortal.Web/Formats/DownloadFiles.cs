using System.IO.Compression;
using System.Text;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Web.Formats;

/// <summary>Writes a selection in one of the formats that hold all of it.</summary>
internal static class DownloadFiles
{
    private delegate Task<long> Writer(Stream stream, CancellationToken cancellationToken);

    public static async Task<IResult> AnswerAsync<TItem>(
        HttpContext context, ListFormat format, Table<TItem> table, Selection selection, IAsyncEnumerable<TItem> items)
    {
        var name = $"{selection.FileName}.{format.Ending}";
        var type = format.Ending == "csv" ? "text/csv; charset=utf-8" : format.MediaType;
        var cancellationToken = context.RequestAborted;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Results.Stream(_ => Task.CompletedTask, type, name);
        }

        return format.Ending switch
        {
            "csv" => Results.Stream(stream => CsvTable.WriteAsync(table, items, stream, cancellationToken), type, name),
            "jsonl" => Results.Stream(stream => JsonLinesTable.WriteAsync(table, items, stream, cancellationToken), type, name),
            "zip" => await FileAsync((stream, token) => ZipAsync(table, items, selection, stream, token), format, name, cancellationToken),
            "xlsx" => await FileAsync((stream, token) => XlsxTable.WriteAsync(table, items, selection.About(null), stream, token), format, name, cancellationToken),
            _ => await FileAsync((stream, token) => ParquetTable.WriteAsync(table, items, stream, token), format, name, cancellationToken),
        };
    }

    // Workbooks, Parquet and archives are written with waiting or want to seek, so the whole file is made first; it is gone when it has been sent.
    private static async Task<IResult> FileAsync(Writer write, ListFormat format, string name, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await write(file, cancellationToken);
            file.Position = 0;
            return Results.File(file, format.MediaType, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task<long> ZipAsync<TItem>(
        Table<TItem> table, IAsyncEnumerable<TItem> items, Selection selection, Stream stream, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken);
        long rows;
        await using (var entry = await zip.CreateEntry($"{table.Name}.csv", CompressionLevel.Fastest).OpenAsync(cancellationToken))
        {
            rows = await CsvTable.WriteAsync(table, items, entry, cancellationToken);
        }

        foreach (var (name, text) in new[]
        {
            ("README.txt", selection.Readme(rows)),
            ("LICENCE.txt", Selection.Licence),
            ("CITATION.txt", selection.PlainCitation + "\n"),
            ("CITATION.bib", selection.Citation.BibTex + "\n"),
            ("datapackage.json", DataPackage.Describe(selection.Table.Title, selection.FileName, selection.At, selection.Address, new DataPackageFile(table, $"{table.Name}.csv"))),
        })
        {
            await using var entry = await zip.CreateEntry(name).OpenAsync(cancellationToken);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        return rows;
    }
}
