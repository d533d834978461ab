using Npgsql;

namespace AiPolicyPortal.Tests.Infrastructure;

public sealed class PostgresFixtureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task CreateDatabase_FromTemplate_GivesIndependentCopies()
    {
        var template = await postgres.GetOrCreateTemplateAsync("fixture_copies", FillAsync);
        await using var one = await postgres.CreateDatabaseAsync(template);
        await using var two = await postgres.CreateDatabaseAsync(template);

        await ExecuteAsync(one.ConnectionString, "insert into words values ('mine')");

        Assert.Equal(2L, await ExecuteAsync(one.ConnectionString, "select count(*) from words"));
        Assert.Equal(1L, await ExecuteAsync(two.ConnectionString, "select count(*) from words"));
    }

    [Fact]
    public async Task GetOrCreateTemplate_ManyAtOnce_PreparesOnce()
    {
        var prepared = 0;
        Task PrepareAsync(string connectionString)
        {
            Interlocked.Increment(ref prepared);
            return FillAsync(connectionString);
        }

        var templates = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => postgres.GetOrCreateTemplateAsync("fixture_once", PrepareAsync)));
        var databases = await Task.WhenAll(templates.Select(postgres.CreateDatabaseAsync));

        Assert.Equal(1, prepared);
        foreach (var database in databases)
        {
            Assert.Equal(1L, await ExecuteAsync(database.ConnectionString, "select count(*) from words"));
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task CreateDatabase_Disposed_IsGoneEvenWhileConnectedTo()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await database.DisposeAsync();

        var server = await postgres.ServerAsync();
        var count = await ExecuteAsync(
            server.ConnectionString("postgres"), $"select count(*) from pg_database where datname = '{database.Name}'");
        Assert.Equal(0L, count);
    }

    private static async Task FillAsync(string connectionString) =>
        await ExecuteAsync(connectionString, "create table words (word text); insert into words values ('shared')");

    private static async Task<object?> ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
