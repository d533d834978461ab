using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Core.Snapshots;

/// <summary>A noun as snapshots hold it: the records its list gives to whoever asks for nothing in particular, in the list's order.</summary>
public abstract class SnapshotTable(Table table)
{
    public Table Table { get; } = table;

    /// <summary>Writes all records to a stream.</summary>
    /// <param name="services">With the queries of every noun.</param>
    /// <param name="about">For the second sheet of a workbook.</param>
    /// <returns>Rows written.</returns>
    internal abstract Task<long> WriteAsync(
        TableFormat format, IServiceProvider services, IEnumerable<(string Name, string Value)> about, Stream stream, CancellationToken cancellationToken);
}

internal sealed class SnapshotTable<TRow, TFilter, TItem, TDetail, TQueries>(
    Table<TItem> table, SortKeys<TRow> sortKeys, Func<QueryParameters, TFilter> read) : SnapshotTable(table)
    where TDetail : class
    where TQueries : IStreamedQueries<TFilter, TItem, TDetail>
{
    internal override async Task<long> WriteAsync(
        TableFormat format, IServiceProvider services, IEnumerable<(string Name, string Value)> about, Stream stream, CancellationToken cancellationToken)
    {
        var nothingAsked = new QueryParameters([]);
        var items = await services.GetRequiredService<TQueries>().StreamAsync(read(nothingAsked), sortKeys.Read(nothingAsked), cancellationToken);
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
