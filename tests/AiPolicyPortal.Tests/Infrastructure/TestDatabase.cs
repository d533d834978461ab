namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>A database for one test or test class, dropped with all connections to it when disposed.</summary>
public sealed class TestDatabase(PostgresFixture fixture, string name, string connectionString) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => connectionString;

    public async ValueTask DisposeAsync() => await fixture.DropDatabaseAsync(this);
}
