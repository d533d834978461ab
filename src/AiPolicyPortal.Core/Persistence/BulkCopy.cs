using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>Brings many rows to the server at once, by PostgreSQL's binary COPY.</summary>
internal static class BulkCopy
{
    /// <summary>Fills a temporary table that lasts as long as the context's present transaction.</summary>
    /// <param name="context">With an open transaction.</param>
    /// <param name="table">The table's name; made here.</param>
    /// <param name="columns">Names and types, in the order of the values in each row.</param>
    /// <param name="rows">Read once, one at a time.</param>
    /// <param name="cancellationToken">Abandons the copy.</param>
    /// <returns>How many rows there were.</returns>
    public static async Task<ulong> ToTemporaryTableAsync(
        PortalDbContext context,
        string table,
        IReadOnlyList<(string Name, string Sql, NpgsqlDbType Type)> columns,
        IEnumerable<object[]> rows,
        CancellationToken cancellationToken)
    {
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A temporary table lasts as long as a transaction, and there is none.");
        }

        var definition = string.Join(", ", columns.Select(column => $"{column.Name} {column.Sql} not null"));
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using (var command = new NpgsqlCommand($"create temporary table {table} ({definition}) on commit drop", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var writer = await connection.BeginBinaryImportAsync($"copy {table} from stdin (format binary)", cancellationToken);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            for (var index = 0; index < columns.Count; index++)
            {
                await writer.WriteAsync(row[index], columns[index].Type, cancellationToken);
            }
        }

        return await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>Inserts records into their own table, as the model maps them; what they refer to and hold is left alone.</summary>
    /// <param name="context">The publication's, with its open transaction.</param>
    /// <param name="records">Read once, one at a time.</param>
    /// <param name="cancellationToken">Abandons the copy.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> ToTableAsync<T>(PortalDbContext context, IEnumerable<T> records, CancellationToken cancellationToken)
        where T : class
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var columns = entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never || property.IsPrimaryKey())
            .Select(property => new Column(property)).ToList();
        var names = string.Join(", ", columns.Select(column => column.Name));
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"copy {table.Name} ({names}) from stdin (format binary)", cancellationToken);
        foreach (var record in records)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                if (column.ValueOf(record) is { } value)
                {
                    await writer.WriteAsync(value, column.Type, cancellationToken);
                }
                else
                {
                    await writer.WriteNullAsync(cancellationToken);
                }
            }
        }

        return (int)await writer.CompleteAsync(cancellationToken);
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter getter = property.GetGetter();
        private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        /// <summary>Without a length such as <c>(300)</c>, which only a column has.</summary>
        public string Type { get; } = property.GetColumnType().Split('(')[0];

        public object? ValueOf(object record)
        {
            var value = getter.GetClrValue(record);
            return value is null || convert is null ? value : convert(value);
        }
    }
}
