using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The whole portal, listening, while somebody holds a table that it wants to read.</summary>
public sealed class RequestTimesTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_QueryThatWaitsTooLong_AnswersThatItWasGivenUpAndStopsTheQuery()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(database.ConnectionString).WithWebHostBuilder(host => host.UseSetting("Portal:RequestSeconds", "3"));
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        using var client = new HttpClient { BaseAddress = new Uri(factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()) };
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var hold = new NpgsqlCommand("lock table sources in access exclusive mode", connection, transaction))
        {
            await hold.ExecuteNonQueryAsync(Cancel);
        }

        using var answer = await client.GetAsync("/api/v1/sources?limit=3", Cancel);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("too-slow", problem.Text("code"));
        await using var waiting = new NpgsqlCommand(
            "select count(*) from pg_locks lock where not lock.granted and lock.relation = 'sources'::regclass", connection, transaction);
        for (var tries = 0; (long)(await waiting.ExecuteScalarAsync(Cancel))! > 0 && tries < 100; tries++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal(0L, await waiting.ExecuteScalarAsync(Cancel));
    }
}
