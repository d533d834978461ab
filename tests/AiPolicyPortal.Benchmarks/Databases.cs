using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.EmbeddedPostgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Benchmarks;

/// <summary>A PostgreSQL server of the run's own, with the starter data and copies of it that generated data is added to.</summary>
internal sealed class Databases : IAsyncDisposable
{
    private const string Starter = "starter";

    private readonly EmbeddedPostgresServer server;
    private readonly string folder;
    private readonly HashSet<string> generated = new(StringComparer.Ordinal);

    private Databases(EmbeddedPostgresServer server, string folder) => (this.server, this.folder) = (server, folder);

    public string WithStarterData => ConnectionString(Starter);

    public static async Task<Databases> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"ai-policy-portal-benchmarks-{Environment.ProcessId}");
        var server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = folder, ForTests = true, Report = Console.Error.WriteLine }, cancellationToken);
        var databases = new Databases(server, folder);
        await server.EnsureDatabaseAsync(Starter, cancellationToken);
        await using var context = PersistenceServices.Open(databases.WithStarterData);
        await context.Database.MigrateAsync(cancellationToken);
        var loaded = await LoadStarterAsync(context, cancellationToken);
        if (loaded is not { Succeeded: true })
        {
            throw new InvalidOperationException("The starter data has faults.");
        }

        await SettleAsync(context, cancellationToken);
        return databases;
    }

    /// <summary>The starter data with so much more; made once a run.</summary>
    /// <returns>The connection string.</returns>
    public async Task<string> GenerateAsync(int grants, int figures, CancellationToken cancellationToken)
    {
        var name = $"generated_{grants}_{figures}";
        if (!generated.Add(name))
        {
            return ConnectionString(name);
        }

        NpgsqlConnection.ClearAllPools();
        await using (var connection = new NpgsqlConnection(server.ConnectionString("postgres")))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand($"create database {name} template {Starter}", connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var context = PersistenceServices.Open(ConnectionString(name));
        await new DataGeneration(context, TimeProvider.System)
            .RunAsync(new GenerationOptions(grants, figures, Seed: 1, Actor.Shell("benchmarks")), new Lines(), cancellationToken);
        await SettleAsync(context, cancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var left in new[] { server.ServerDirectory, folder }.Where(Directory.Exists))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    // What the server does by itself within a minute or two.
    private static Task<int> SettleAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"vacuum analyze", cancellationToken);

    private static Task<ImportResult?> LoadStarterAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        StarterData.LoadOnceAsync(context, TimeProvider.System, DataPaths.Starter, DataPaths.Reference, cancellationToken: cancellationToken);

    // Two cores serve few connections best.
    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString(database)) { MaxPoolSize = 8, CommandTimeout = 600 }.ConnectionString;

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
