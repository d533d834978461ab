using AiPolicyPortal.EmbeddedPostgres;
using Npgsql;

namespace AiPolicyPortal.Tests.EmbeddedPostgres;

/// <summary>What the tests of the private server have in common.</summary>
internal static class PrivateServer
{
    public static EmbeddedPostgresOptions Options(string folder, Action<string>? report = null) =>
        new() { DataDirectory = folder, ForTests = true, SharedBuffers = 128 << 20, Report = report };

    public static Task<EmbeddedPostgresServer> StartAsync(string folder, Action<string>? report = null) =>
        EmbeddedPostgresServer.StartAsync(Options(folder, report), TestContext.Current.CancellationToken);

    /// <summary>As the portal runs it: what is committed outlives a kill.</summary>
    public static EmbeddedPostgresOptions DurableOptions(string folder, Action<string>? report = null) =>
        Options(folder, report) with { ForTests = false };

    public static Task<EmbeddedPostgresServer> StartDurableAsync(string folder, Action<string>? report = null) =>
        EmbeddedPostgresServer.StartAsync(DurableOptions(folder, report), TestContext.Current.CancellationToken);

    public static async Task<T> AskAsync<T>(EmbeddedPostgresServer server, string question)
    {
        await using var connection = new NpgsqlConnection(Unpooled(server.ConnectionString("postgres")));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(question, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Commits a table of three rows whose sum is 42.</summary>
    public static Task<long> WriteAsync(EmbeddedPostgresServer server) => AskAsync<long>(
        server, "create table kept (value bigint); insert into kept values (2), (10), (30); select sum(value)::bigint from kept");

    public static Task<long> ReadAsync(EmbeddedPostgresServer server) => AskAsync<long>(server, "select sum(value)::bigint from kept");

    public static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
}
