using System.Runtime.CompilerServices;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Databases with the reference and starter data of the repository, cloned from one that is loaded once a run.</summary>
public static class StarterDatabase
{
    private static readonly ConditionalWeakTable<PostgresFixture, Lazy<Task<string>>> Shared = [];

    /// <summary>One for everybody; nobody may change it.</summary>
    public static Task<string> SharedAsync(PostgresFixture postgres) => Shared.GetValue(
        postgres, key => new Lazy<Task<string>>(async () => (await CreateAsync(key)).ConnectionString)).Value;

    /// <summary>One of the caller's own.</summary>
    public static async Task<TestDatabase> CreateAsync(PostgresFixture postgres) =>
        await postgres.CreateDatabaseAsync(await postgres.GetOrCreateTemplateAsync("starter", LoadAsync));

    public static PortalDbContext CreateContext(string connectionString) => PersistenceServices.Open(connectionString);

    private static async Task LoadAsync(string connectionString)
    {
        await using var context = CreateContext(connectionString);
        await context.Database.MigrateAsync();
        var result = await StarterData.LoadOnceAsync(context, TimeProvider.System, DataPaths.Starter, DataPaths.Reference);
        Assert.NotNull(result);
        Assert.Empty(result.Faults);
    }
}
