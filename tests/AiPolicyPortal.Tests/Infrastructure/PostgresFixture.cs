using System.Collections.Concurrent;
using AiPolicyPortal.EmbeddedPostgres;
using AiPolicyPortal.Tests.Infrastructure;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>
/// One PostgreSQL server for the whole run, in a folder of its own, started when the first test asks for a database.
/// A test class takes it through its constructor.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly string _folder = RunFolder.Create();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _templates = new();
    private readonly Lazy<Task<EmbeddedPostgresServer>> _server;
    private readonly ConcurrentBag<IAsyncDisposable> _served = [];

    public PostgresFixture() =>
        _server = new(() => EmbeddedPostgresServer.StartAsync(new EmbeddedPostgresOptions { DataDirectory = _folder, ForTests = true, SharedBuffers = 128 << 20 }));

    public Task<EmbeddedPostgresServer> ServerAsync() => _server.Value;

    /// <summary>Makes a database that is the caller's own: empty, or a copy of a template.</summary>
    /// <param name="template">A name that <see cref="GetOrCreateTemplateAsync"/> answered.</param>
    public async Task<TestDatabase> CreateDatabaseAsync(string? template = null)
    {
        var server = await ServerAsync();
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, CreateStatement(name, template));
        return new TestDatabase(this, name, server.ConnectionString(name));
    }

    /// <summary>Prepares a template database once per run, whoever asks first; the others wait for it.</summary>
    /// <param name="name">Lower-case letters, digits and underscores.</param>
    /// <param name="prepare">Fills the empty database of the connection string it is given.</param>
    /// <returns>The name to give to <see cref="CreateDatabaseAsync"/>.</returns>
    public Task<string> GetOrCreateTemplateAsync(string name, Func<string, Task> prepare) =>
        _templates.GetOrAdd(name, _ => new(() => CreateTemplateAsync($"template_{name}", prepare))).Value;

    /// <summary>Disposes of what reads a database of this server before the server stops.</summary>
    public T Serve<T>(T reader)
        where T : IAsyncDisposable
    {
        _served.Add(reader);
        return reader;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated)
            return;
        foreach (var reader in _served)
            await reader.DisposeAsync();
        var server = await ServerAsync();
        await server.DisposeAsync();
        TemporaryFolder.Delete(server.ServerDirectory);
        TemporaryFolder.Delete(_folder);
    }

    internal async Task DropDatabaseAsync(TestDatabase database)
    {
        await using (var pooled = new NpgsqlConnection(database.ConnectionString))
            NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync(await ServerAsync(), $"drop database if exists {database.Name} with (force)");
    }

    private async Task<string> CreateTemplateAsync(string name, Func<string, Task> prepare)
    {
        var server = await ServerAsync();
        await ExecuteAsync(server, CreateStatement(name, template: null));
        var connectionString = server.ConnectionString(name);
        await prepare(connectionString);
        await using (var pooled = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pooled);
        // A database can only be copied while nobody is connected to it.
        await ExecuteAsync(server, $"alter database {name} with allow_connections false");
        await ExecuteAsync(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        return name;
    }

    // Copying files takes about half the time of PostgreSQL's default, which writes each page to the log.
    private static string CreateStatement(string name, string? template) =>
        $"create database {name} template {template ?? "template0"} strategy file_copy";

    private static async Task ExecuteAsync(EmbeddedPostgresServer server, string statement)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
