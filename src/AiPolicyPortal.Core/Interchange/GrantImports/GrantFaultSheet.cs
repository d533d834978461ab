using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Writes the rows of an import that have faults as they are in its file, with what is wrong beside them.</summary>
public sealed class GrantFaultSheet(PortalDbContext context)
{
    private static readonly OpenXmlConfiguration Configuration = new() { EnableAutoWidth = false, AutoFilter = true, FreezeRowCount = 1 };

    /// <param name="headings">Of the columns before the row's own: row, column, value, fault.</param>
    /// <param name="text">What a fault says.</param>
    public async Task WriteCsvAsync(
        GrantImport import, IReadOnlyList<string> headings, Func<GrantImportFault, string> text, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var rows = await OpenAsync(import, cancellationToken);
        foreach (var row in rows.Read(import, headings, text))
        {
            await writer.WriteAsync(string.Join(',', row.Select(cell => Quoted(cell ?? ""))));
            await writer.WriteAsync("\r\n");
        }
    }

    /// <inheritdoc cref="WriteCsvAsync"/>
    public async Task WriteXlsxAsync(
        GrantImport import, IReadOnlyList<string> headings, Func<GrantImportFault, string> text, Stream stream, CancellationToken cancellationToken)
    {
        using var rows = await OpenAsync(import, cancellationToken);
        var all = rows.Read(import, headings, text).GetEnumerator();
        all.MoveNext();
        // Headings may be the same as another's; the library wants names, so they are numbered out of sight by blanks.
        var names = all.Current.Select((name, index) => (name ?? "") + new string('\u200B', index)).ToList();
        IEnumerable<Dictionary<string, object?>> Sheet()
        {
            while (all.MoveNext())
            {
                yield return names.Zip(all.Current).ToDictionary(pair => pair.First, pair => (object?)Fitting(pair.Second), StringComparer.Ordinal);
            }
        }

        await Task.Run(() => stream.SaveAs(Sheet(), configuration: Configuration), cancellationToken);
    }

    private static string Quoted(string cell)
    {
        cell = Tables.CsvTable.Defused(cell);
        return cell.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static string? Fitting(string? cell) => cell?.Length > 32_767 ? cell[..32_767] : cell;

    private async Task<FaultRows> OpenAsync(GrantImport import, CancellationToken cancellationToken)
    {
        var faults = await context.GrantImportFaults.AsNoTracking().Where(fault => fault.ImportId == import.Id && fault.Row != null)
            .OrderBy(fault => fault.Row).ThenBy(fault => fault.Number).ToListAsync(cancellationToken);
        return new FaultRows(await GrantFileStore.CopyAsync(context, import.Id, cancellationToken), faults);
    }

    private sealed class FaultRows(TemporaryCopy copy, List<GrantImportFault> faults) : IDisposable
    {
        public IEnumerable<IReadOnlyList<string?>> Read(GrantImport import, IReadOnlyList<string> headings, Func<GrantImportFault, string> text)
        {
            yield return [.. headings, .. import.Layout!.Headings];
            var next = 0;
            foreach (var row in GrantFileReader.Rows(copy.Path, import.Format, import.Layout))
            {
                for (; next < faults.Count && faults[next].Row <= row.Number; next++)
                {
                    var fault = faults[next];
                    yield return [row.Number.ToString(CultureInfo.InvariantCulture), fault.Heading ?? fault.Column, fault.Value, text(fault), .. row.Cells];
                }

                if (next == faults.Count)
                {
                    yield break;
                }
            }
        }

        public void Dispose() => copy.Dispose();
    }
}
