using System.Data;
using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Why a data folder cannot be written, in words for whoever asked.</summary>
public sealed class ExportException(string message) : Exception(message);

/// <summary>How many rows a written file has, without its header.</summary>
public sealed record ExportedFile(string File, int Rows);

/// <summary>
/// Exports everything published as a data folder: one moment's state, in an order that depends on nothing but the data,
/// so that equal portals give equal bytes. Rows are streamed.
/// </summary>
public sealed class DataFolderExport(PortalDbContext context)
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    /// <param name="folder">Made when it is not there.</param>
    /// <param name="overwrite">Whether a folder that has CSV files may get new ones; each is replaced whole.</param>
    /// <param name="cancellationToken">Stops between rows; files already replaced stay so.</param>
    /// <exception cref="ExportException">The folder has CSV files and is not to be overwritten.</exception>
    public async Task<IReadOnlyList<ExportedFile>> ExportAsync(string folder, bool overwrite, CancellationToken cancellationToken)
    {
        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csv").Any())
        {
            throw new ExportException($"{folder} has CSV files already; choose another folder or overwrite them.");
        }

        Directory.CreateDirectory(folder);
        await using var snapshot = await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var references = await References.LoadAsync(context, Enum.GetValues<RecordKind>(), named: null, cancellationToken);
        var written = new List<ExportedFile>();
        foreach (var file in FolderFiles.All)
        {
            written.Add(new ExportedFile(file.Name,
                await WriteAsync(file, Path.Combine(folder, file.Name), references, cancellationToken)));
        }

        return written;
    }

    private async Task<int> WriteAsync(FolderFile file, string path, References references, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        var rows = 0;
        await using (var writer = new CsvWriter(new StreamWriter(unfinished, append: false, new UTF8Encoding(false)), Rfc4180))
        {
            await WriteRowAsync(writer, file.Columns.Select(column => column.Name));
            await foreach (var row in file.ExportAsync(context, references).WithCancellation(cancellationToken))
            {
                await WriteRowAsync(writer, row);
                rows++;
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return rows;
    }

    private static async Task WriteRowAsync(CsvWriter writer, IEnumerable<string?> cells)
    {
        foreach (var cell in cells)
        {
            writer.WriteField(cell);
        }

        await writer.NextRecordAsync();
    }
}
