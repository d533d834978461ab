using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Core.Snapshots;

/// <summary>A table as snapshots hold it: all there is, in the order of its list.</summary>
public abstract class SnapshotTable(Table table)
{
    public Table Table { get; } = table;

    /// <summary>The records that a noun's list gives to whoever asks for nothing in particular.</summary>
    internal static SnapshotTable Of<TRow, TFilter, TItem, TDetail, TQueries>(Table<TItem> table, SortKeys<TRow> sortKeys, Func<QueryParameters, TFilter> read)
        where TDetail : class
        where TQueries : IStreamedQueries<TFilter, TItem, TDetail> =>
        new SnapshotTable<TItem>(table, (services, cancellationToken) =>
        {
            var nothingAsked = new QueryParameters([]);
            return services.GetRequiredService<TQueries>().StreamAsync(read(nothingAsked), sortKeys.Read(nothingAsked), cancellationToken);
        });

    /// <summary>The parts of a noun's records.</summary>
    internal static SnapshotTable Of<TParts, TItem>(Table<TItem> table, Func<TParts, IAsyncEnumerable<TItem>> read)
        where TParts : notnull => new SnapshotTable<TItem>(table, (services, _) => Task.FromResult(read(services.GetRequiredService<TParts>())));

    /// <summary>Writes all records to a stream.</summary>
    /// <param name="services">With the queries of every noun.</param>
    /// <param name="about">For the second sheet of a workbook.</param>
    /// <returns>Rows written.</returns>
    internal abstract Task<long> WriteAsync(
        TableFormat format, IServiceProvider services, IEnumerable<(string Name, string Value)> about, Stream stream, CancellationToken cancellationToken);
}

internal sealed class SnapshotTable<TItem>(Table<TItem> table, Func<IServiceProvider, CancellationToken, Task<IAsyncEnumerable<TItem>>> read) : SnapshotTable(table)
{
    internal override async Task<long> WriteAsync(
        TableFormat format, IServiceProvider services, IEnumerable<(string Name, string Value)> about, Stream stream, CancellationToken cancellationToken)
    {
        var items = await read(services, cancellationToken);
        return await (format.Ending switch
        {
            "csv" => CsvTable.WriteAsync(table, items, stream, cancellationToken),
            "jsonl" => JsonLinesTable.WriteAsync(table, items, stream, cancellationToken),
            "parquet" => ParquetTable.WriteAsync(table, items, stream, cancellationToken),
            "xlsx" => XlsxTable.WriteAsync(table, items, about, stream, cancellationToken),
            _ => throw new ArgumentException($"Snapshots have no {format.Title}.", nameof(format)),
        });
    }
}
