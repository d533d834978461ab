using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.EmbeddedPostgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>
/// A PostgreSQL server of the run's own, with the starter data and copies of it that generated data is added to. In a folder that is kept, a later
/// run finds what was generated.
/// </summary>
internal sealed class Databases : IAsyncDisposable
{
    private const string Starter = "starter";

    private readonly EmbeddedPostgresServer server;
    private readonly string folder;
    private readonly bool isKept;

    private Databases(EmbeddedPostgresServer server, string folder, bool isKept) => (this.server, this.folder, this.isKept) = (server, folder, isKept);

    public string WithStarterData => ConnectionString(Starter);

    /// <param name="kept">The folder that outlives the run; null: one of its own, which is deleted.</param>
    public static async Task<Databases> StartAsync(string? kept, CancellationToken cancellationToken)
    {
        var folder = kept ?? Path.Combine(Path.GetTempPath(), $"ai-policy-portal-benchmarks-{Environment.ProcessId}");
        var server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder, ForTests = true, Report = Console.Error.WriteLine }, cancellationToken);
        var databases = new Databases(server, folder, kept is not null);
        await databases.MakeAsync(Starter, "template1", LoadStarterAsync, cancellationToken);
        return databases;
    }

    /// <summary>The starter data with so much more; made once.</summary>
    /// <returns>The connection string.</returns>
    public Task<string> GenerateAsync(int grants, int figures, CancellationToken cancellationToken) => MakeAsync(
        Generated(grants, figures),
        Starter,
        (context, token) => new DataGeneration(context, TimeProvider.System)
            .RunAsync(new GenerationOptions(grants, figures, Seed: 1, Actor.Shell("benchmarks")), new Lines(), token),
        cancellationToken);

    /// <summary>Ten times what was generated, for reading only; made once, by copying, which is quicker than generating.</summary>
    public async Task<string> TenfoldAsync(int grants, CancellationToken cancellationToken)
    {
        await GenerateAsync(grants, 0, cancellationToken);
        return await MakeAsync($"generated_{grants * 10L}_0", Generated(grants, 0), async (context, token) =>
        {
            using var sql = new StreamReader(typeof(Databases).Assembly.GetManifestResourceStream("tenfold.sql")!);
            await context.Database.OpenConnectionAsync(token);
            await context.Database.ExecuteSqlRawAsync((await sql.ReadToEndAsync(token)).Replace("{}", "{{}}", StringComparison.Ordinal), token);
        }, cancellationToken);
    }

    /// <summary>A copy of what was generated, to be written to.</summary>
    public async Task<string> CopyAsync(int grants, string name, CancellationToken cancellationToken)
    {
        await GenerateAsync(grants, 0, cancellationToken);
        await DropAsync(name, cancellationToken);
        await ExecuteAsync($"create database {name} template {Generated(grants, 0)}", cancellationToken);
        return ConnectionString(name);
    }

    /// <summary>The starter data alone, to be written to.</summary>
    public async Task<string> StarterCopyAsync(string name, CancellationToken cancellationToken)
    {
        await DropAsync(name, cancellationToken);
        await ExecuteAsync($"create database {name} template {Starter}", cancellationToken);
        return ConnectionString(name);
    }

    public Task DropAsync(string name, CancellationToken cancellationToken)
    {
        NpgsqlConnection.ClearAllPools();
        return ExecuteAsync($"drop database if exists {name} with (force)", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        if (isKept)
        {
            return;
        }

        foreach (var left in new[] { server.ServerDirectory, folder }.Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    // Filled under another name, so that what an interrupted run leaves is never taken for whole.
    private async Task<string> MakeAsync(string name, string template, Func<PortalDbContext, CancellationToken, Task> fill, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(name, cancellationToken))
        {
            NpgsqlConnection.ClearAllPools();
            var unfinished = $"{name}_unfinished";
            await ExecuteAsync($"drop database if exists {unfinished}", cancellationToken);
            await ExecuteAsync($"create database {unfinished} template {template}", cancellationToken);
            await using (var context = PersistenceServices.Open(ConnectionString(unfinished)))
            {
                await context.MigrateAsync(cancellationToken);
                await fill(context, cancellationToken);
                await SettleAsync(context, cancellationToken);
            }

            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync($"alter database {unfinished} rename to {name}", cancellationToken);
        }
        else if (isKept)
        {
            await using var context = PersistenceServices.Open(ConnectionString(name));
            await context.MigrateAsync(cancellationToken);
        }

        return ConnectionString(name);
    }

    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
        await ExecuteAsync($"select 1 from pg_database where datname = '{name}'", cancellationToken) is not null;

    private async Task<object?> ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private static string Generated(int grants, int figures) => $"generated_{grants}_{figures}";

    // What the server does by itself within a minute or two.
    private static Task<int> SettleAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"vacuum analyze", cancellationToken);

    private static async Task LoadStarterAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var loaded = await StarterData.LoadOnceAsync(context, TimeProvider.System, DataPaths.Starter, DataPaths.Reference, cancellationToken: cancellationToken);
        if (loaded is not { Succeeded: true })
        {
            throw new InvalidOperationException("The starter data has faults.");
        }
    }

    // Two cores serve few connections best.
    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString(database)) { MaxPoolSize = 8, CommandTimeout = 0 }.ConnectionString;

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
