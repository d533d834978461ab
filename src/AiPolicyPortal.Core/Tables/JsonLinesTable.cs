using System.Text.Encodings.Web;
using System.Text.Json;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Tables;

/// <summary>Writes a table as JSON Lines: one object a row with every column, numbers as numbers, lists as lists, nothing as null.</summary>
public static class JsonLinesTable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync<TItem>(
        Table<TItem> table, IAsyncEnumerable<TItem> items, Stream stream, CancellationToken cancellationToken)
    {
        JsonEncodedText[] names = [.. table.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        await using var json = new Utf8JsonWriter(Stream.Null, Options);
        return await PipedRows.WriteAsync(
            items,
            stream,
            json.Reset,
            (item, output) =>
            {
                WriteRow(table, names, item, json);
                json.Flush();
                json.Reset();
                output.GetSpan(1)[0] = (byte)'\n';
                output.Advance(1);
            },
            cancellationToken);
    }

    private static void WriteRow<TItem>(Table<TItem> table, JsonEncodedText[] names, TItem item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var i = 0; i < names.Length; i++)
        {
            json.WritePropertyName(names[i]);
            WriteCell(table.Columns[i], table.Columns[i].Read(item), json);
        }

        json.WriteEndObject();
    }

    private static void WriteCell(Column column, Cell cell, Utf8JsonWriter json)
    {
        switch (cell.Kind)
        {
            case CellKind.Words:
                json.WriteStringValue(cell.Words);
                break;
            case CellKind.Number:
                json.WriteNumberValue(cell.Number);
                break;
            case CellKind.Flag:
                json.WriteBooleanValue(cell.Flag);
                break;
            case CellKind.Instant:
                json.WriteStringValue(Instant.Write(cell.Instant));
                break;
            case CellKind.Nothing when !column.IsList:
                json.WriteNullValue();
                break;
            default:
                json.WriteStartArray();
                foreach (var words in cell.Kind == CellKind.List ? cell.List : [])
                {
                    json.WriteStringValue(words);
                }

                json.WriteEndArray();
                break;
        }
    }
}
