using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>A portal's database for one test: migrated, with the reference data, and with nothing published.</summary>
public sealed class PortalStore(TestDatabase database) : IAsyncDisposable
{
    public string ConnectionString => database.ConnectionString;

    public static async Task<PortalStore> CreateAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync(await TemplateAsync(postgres)));

    public static async Task<PortalStore> CreateWithoutReferenceDataAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync(await postgres.GetOrCreateTemplateAsync("migrated", MigrateAsync)));

    /// <summary>A context of its own, so that a test sees what is stored and not what is tracked.</summary>
    public PortalDbContext Open() => Open(ConnectionString);

    public async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var context = Open();
        return await read(context);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static Task<string> TemplateAsync(PostgresFixture postgres) => postgres.GetOrCreateTemplateAsync("reference_data", async connectionString =>
    {
        await MigrateAsync(connectionString);
        await using var context = Open(connectionString);
        await new ReferenceData(context, TimeProvider.System).LoadAsync(DataPaths.Reference, CancellationToken.None);
    });

    private static async Task MigrateAsync(string connectionString)
    {
        await using var context = Open(connectionString);
        await context.Database.MigrateAsync();
    }

    private static PortalDbContext Open(string connectionString) => PersistenceServices.Open(connectionString);
}
