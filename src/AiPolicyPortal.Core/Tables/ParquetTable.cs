using Parquet;
using Parquet.Schema;

namespace AiPolicyPortal.Core.Tables;

/// <summary>
/// Writes a table as Parquet, compressed by Snappy, in row groups that alone are in memory. Numbers are decimals of
/// <see cref="Precision"/> digits, <see cref="Scale"/> of them behind the point; lists are words with separators, as in CSV.
/// </summary>
public static class ParquetTable
{
    public const int Precision = 38;
    public const int Scale = 10;

    private const int RowGroup = 20_000;

    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync<TItem>(
        Table<TItem> table, IAsyncEnumerable<TItem> items, Stream stream, CancellationToken cancellationToken)
    {
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        await using var file = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancellationToken);
        var group = new List<TItem>(RowGroup);
        var rows = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            group.Add(item);
            rows++;
            if (group.Count == RowGroup)
            {
                await WriteAsync(table, fields, group, file, cancellationToken);
                group.Clear();
            }
        }

        if (group.Count > 0)
        {
            await WriteAsync(table, fields, group, file, cancellationToken);
        }

        return rows;
    }

    private static async Task WriteAsync<TItem>(
        Table<TItem> table, DataField[] fields, List<TItem> items, ParquetWriter file, CancellationToken cancellationToken)
    {
        using var group = file.CreateRowGroup();
        foreach (var (column, field) in table.Columns.Zip(fields))
        {
            Cell[] cells = [.. items.Select(column.Read)];
            await (column.Type switch
            {
                ColumnType.WholeNumber => group.WriteAsync<long>(field, Values(cells, cell => (long)cell.Number), cancellationToken: cancellationToken),
                ColumnType.Number => group.WriteAsync<decimal>(field, Values(cells, cell => cell.Number), cancellationToken: cancellationToken),
                ColumnType.Flag => group.WriteAsync<bool>(field, Values(cells, cell => cell.Flag), cancellationToken: cancellationToken),
                ColumnType.Instant => group.WriteAsync<DateTime>(field, Values(cells, cell => cell.Instant.UtcDateTime), cancellationToken: cancellationToken),
                _ => group.WriteAsync(field, (IReadOnlyCollection<string>)Array.ConvertAll(cells, Words)!),
            });
        }

        group.CompleteValidate();
    }

    private static ReadOnlyMemory<T?> Values<T>(Cell[] cells, Func<Cell, T> read)
        where T : struct => Array.ConvertAll(cells, cell => cell.Kind == CellKind.Nothing ? (T?)null : read(cell));

    private static string? Words(Cell cell) => cell.Kind switch
    {
        CellKind.Words => cell.Words,
        CellKind.List => string.Join(Table.ListSeparator, cell.List),
        _ => null,
    };

    private static DataField FieldOf(Column column) => column.Type switch
    {
        ColumnType.WholeNumber => new DataField<long?>(column.Name),
        ColumnType.Number => new DecimalDataField(column.Name, Precision, Scale, isNullable: true),
        ColumnType.Flag => new DataField<bool?>(column.Name),
        ColumnType.Instant => new DateTimeDataField(column.Name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, isNullable: true),
        _ => new DataField<string>(column.Name, nullable: true),
    };
}
