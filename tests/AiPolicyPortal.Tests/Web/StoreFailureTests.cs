using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The portal while its database is away, and while nobody waits for an answer any more.</summary>
public sealed class StoreFailureTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_DatabaseAway_Is503WithRetryAfterUntilItIsBack()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(database.ConnectionString);
        using var client = factory.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/programmes?limit=1", Cancel)).StatusCode);

        await using (await Outage.BeginAsync(postgres, database.ConnectionString))
        {
            using var answer = await client.GetAsync("/api/v1/programmes?limit=2", Cancel);
            using var page = await client.GetAsync("/programmes?country=FR", Cancel);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;

            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.StatusCode, problem.GetProperty("code").GetString()));
            Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (page.StatusCode, page.Headers.RetryAfter!.Delta));
            Assert.Contains("briefly unavailable", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        NpgsqlConnection.ClearPool(new NpgsqlConnection(database.ConnectionString));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/programmes?limit=2", Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("57P01", true)]
    [InlineData("53300", true)]
    [InlineData("40001", true)]
    [InlineData("55000", true)]
    [InlineData("out of step", true)]
    [InlineData("42P01", false)]
    [InlineData("a fault of the portal", false)]
    [SuppressMessage("Usage", "CA2201", Justification = "The driver throws one of no kind.")]
    public async Task Invoke_WhatTheDatabaseSays_Is503OnlyWhereItCannotAnswerNow(string what, bool isAway)
    {
        Exception failure = what switch
        {
            { Length: 5 } => new InvalidOperationException("Entity Framework wraps what it is told.", new PostgresException("It says so.", "ERROR", "ERROR", what)),
            "out of step" => new Exception("Received unexpected backend message DataRow. Please file a bug."),
            _ => new InvalidOperationException(what),
        };
        await using var services = new ServiceCollection().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseStoreFailures().Run(_ => throw failure);
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Path = "/grants";

        if (isAway)
        {
            await app.Build()(context);
            Assert.Equal((StatusCodes.Status503ServiceUnavailable, "10"), (context.Response.StatusCode, context.Response.Headers.RetryAfter.ToString()));
        }
        else
        {
            Assert.Same(failure, await Assert.ThrowsAnyAsync<Exception>(() => app.Build()(context)));
        }
    }

    [Theory]
    [InlineData("/api/v1/grants?limit=1")]
    [InlineData("/grants?q=robot")]
    public async Task Get_ClientGoesAway_StopsItsQuery(string address)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(database.ConnectionString);
        using var client = factory.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/countries", Cancel)).StatusCode);
        await using var locking = new NpgsqlConnection(database.ConnectionString);
        await locking.OpenAsync(Cancel);
        // Within a transaction the list of activity stays as it was first read.
        await using var watching = new NpgsqlConnection(database.ConnectionString);
        await watching.OpenAsync(Cancel);
        await using var transaction = await locking.BeginTransactionAsync(Cancel);
        await ExecuteAsync(locking, "lock table grants in access exclusive mode");

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var answer = client.GetAsync(address, leaving.Token);
        await UntilAsync(async () => await WaitingAsync(watching) > 0);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await UntilAsync(async () => await WaitingAsync(watching) == 0);
    }

    private static Task<long> WaitingAsync(NpgsqlConnection connection) => ExecuteAsync(
        connection, "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    private static async Task<long> ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync(Cancel) as long? ?? 0;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
