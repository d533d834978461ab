using Parquet;
using Parquet.Schema;

namespace AiPolicyPortal.Core.Tables;

/// <summary>
/// Writes a table as Parquet, compressed by Snappy, in row groups of which two are in memory: one is written while the next is read. Numbers are decimals of
/// <see cref="Precision"/> digits, <see cref="Column.Decimals"/> of them behind the point; lists are words with separators, as in CSV.
/// </summary>
public static class ParquetTable
{
    public const int Precision = 38;

    private const int RowGroup = 10_000;

    /// <returns>Rows written.</returns>
    public static async Task<long> WriteAsync<TItem>(
        Table<TItem> table, IAsyncEnumerable<TItem> items, Stream stream, CancellationToken cancellationToken)
    {
        DataField[] fields = [.. table.Columns.Select(FieldOf)];
        await using var file = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancellationToken);
        var (group, other, values) = (new List<TItem>(RowGroup), new List<TItem>(RowGroup), new ColumnValues());
        var rows = 0L;
        var writing = Task.CompletedTask;
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                group.Add(item);
                rows++;
                if (group.Count == RowGroup)
                {
                    await writing;
                    var full = group;
                    writing = Task.Run(() => WriteAsync(table, fields, full, values, file, cancellationToken), cancellationToken);
                    (group, other) = (other, full);
                    group.Clear();
                }
            }
        }
        finally
        {
            // The file is closed by nobody while it is written.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await writing;
        if (group.Count > 0)
        {
            await WriteAsync(table, fields, group, values, file, cancellationToken);
        }

        return rows;
    }

    private static async Task WriteAsync<TItem>(
        Table<TItem> table, DataField[] fields, List<TItem> items, ColumnValues values, ParquetWriter file, CancellationToken cancellationToken)
    {
        using var group = file.CreateRowGroup();
        foreach (var (column, field) in table.Columns.Zip(fields))
        {
            await (column.Type switch
            {
                ColumnType.WholeNumber => group.WriteAsync<long>(field, Fill(values.WholeNumbers, items, column, cell => (long)cell.Number), cancellationToken: cancellationToken),
                ColumnType.Number => group.WriteAsync<decimal>(field, Fill(values.Numbers, items, column, cell => decimal.Round(cell.Number, column.Decimals)), cancellationToken: cancellationToken),
                ColumnType.Flag => group.WriteAsync<bool>(field, Fill(values.Flags, items, column, cell => cell.Flag), cancellationToken: cancellationToken),
                ColumnType.Instant => group.WriteAsync<DateTime>(field, Fill(values.Instants, items, column, cell => cell.Instant.UtcDateTime), cancellationToken: cancellationToken),
                _ => group.WriteAsync(field, (IReadOnlyCollection<string>)Words(values.Words, items, column)),
            });
        }

        group.CompleteValidate();
    }

    private static ReadOnlyMemory<T?> Fill<TItem, T>(T?[] values, List<TItem> items, Column<TItem> column, Func<Cell, T> read)
        where T : struct
    {
        for (var index = 0; index < items.Count; index++)
        {
            var cell = column.Read(items[index]);
            values[index] = cell.Kind == CellKind.Nothing ? null : read(cell);
        }

        return values.AsMemory(0, items.Count);
    }

    private static ArraySegment<string> Words<TItem>(string?[] values, List<TItem> items, Column<TItem> column)
    {
        for (var index = 0; index < items.Count; index++)
        {
            values[index] = column.Read(items[index]) switch
            {
                { Kind: CellKind.Words } cell => cell.Words,
                { Kind: CellKind.List } cell => string.Join(Table.ListSeparator, cell.List),
                _ => null,
            };
        }

        return new ArraySegment<string>(values!, 0, items.Count);
    }

    private static DataField FieldOf(Column column) => column.Type switch
    {
        ColumnType.WholeNumber => new DataField<long?>(column.Name),
        ColumnType.Number => new DecimalDataField(column.Name, Precision, column.Decimals, isNullable: true),
        ColumnType.Flag => new DataField<bool?>(column.Name),
        ColumnType.Instant => new DateTimeDataField(column.Name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, isNullable: true),
        _ => new DataField<string>(column.Name, nullable: true),
    };

    /// <summary>The values of one column of a row group, written over by the next one: new ones for each would be most of the memory.</summary>
    private sealed class ColumnValues
    {
        public long?[] WholeNumbers { get; } = new long?[RowGroup];

        public decimal?[] Numbers { get; } = new decimal?[RowGroup];

        public bool?[] Flags { get; } = new bool?[RowGroup];

        public DateTime?[] Instants { get; } = new DateTime?[RowGroup];

        public string?[] Words { get; } = new string?[RowGroup];
    }
}
