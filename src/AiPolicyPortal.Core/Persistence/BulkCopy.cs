using Microsoft.EntityFrameworkCore;
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
}
