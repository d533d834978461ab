using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Persistence;

/// <summary>
/// Fills an empty table in a fraction of the time: its foreign keys are checked once for all rows instead of once for
/// each. They are taken off and put back within the transaction, so nobody sees the table without them.
/// </summary>
internal static class FirstFill
{
    /// <param name="context">With an open transaction, as the table's owner.</param>
    /// <param name="table">A table with rows is filled as it is.</param>
    /// <param name="fill">Inserts the rows and says how many.</param>
    /// <param name="cancellationToken">Abandons the fill.</param>
    public static async Task<int> RunAsync(PortalDbContext context, string table, Func<Task<int>> fill, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        return await AnyRowsAsync(connection, table, cancellationToken)
            ? await fill()
            : await WithoutForeignKeysAsync(context, table, fill, cancellationToken);
    }

    /// <summary>The same for a table with rows, which are then checked again too; worth it where far more come than there are.</summary>
    /// <param name="context">With an open transaction, as the table's owner.</param>
    /// <param name="table">Nobody else reads it until the transaction ends.</param>
    /// <param name="fill">Inserts the rows and says how many.</param>
    /// <param name="cancellationToken">Abandons the fill.</param>
    public static async Task<int> WithoutForeignKeysAsync(
        PortalDbContext context, string table, Func<Task<int>> fill, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var keys = await ForeignKeysAsync(connection, table, cancellationToken);
        await ExecuteAsync(connection, $"alter table {table} {string.Join(", ", keys.Select(key => $"drop constraint {key.Name}"))}", cancellationToken);
        var rows = await fill();
        await ExecuteAsync(
            connection, $"alter table {table} {string.Join(", ", keys.Select(key => $"add constraint {key.Name} {key.Definition}"))}", cancellationToken);
        return rows;
    }

    private static async Task<bool> AnyRowsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select exists (select from {table})", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<(string Name, string Definition)>> ForeignKeysAsync(
        NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select quote_ident(conname), pg_get_constraintdef(oid) from pg_constraint where conrelid = $1::regclass and contype = 'f'", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add((reader.GetString(0), reader.GetString(1)));
        }

        return keys;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
