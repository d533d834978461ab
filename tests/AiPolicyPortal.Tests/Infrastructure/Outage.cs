using Npgsql;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>A database that refuses everybody, as while its server is restarted, until the outage ends.</summary>
public sealed class Outage : IAsyncDisposable
{
    private readonly string server;
    private readonly string name;
    private bool ended;

    private Outage(string server, string name) => (this.server, this.name) = (server, name);

    public static async Task<Outage> BeginAsync(PostgresFixture postgres, string connectionString)
    {
        var outage = new Outage(
            (await postgres.ServerAsync()).ConnectionString("postgres"), new NpgsqlConnectionStringBuilder(connectionString).Database!);
        await outage.ExecuteAsync($"alter database {outage.name} with allow_connections false");
        await outage.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{outage.name}'");
        return outage;
    }

    public Task EndAsync()
    {
        ended = true;
        return ExecuteAsync($"alter database {name} with allow_connections true");
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended)
        {
            await EndAsync();
        }
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
