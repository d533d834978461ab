using System.Net;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using Npgsql;

namespace AiPolicyPortal.Tests.Hosting;

/// <summary>The portal as operators run it: a process, a database given by its connection string, logs on standard output.</summary>
public sealed class ProductionTests(PostgresFixture postgres)
{
    private static readonly (string, string) Production = ("ASPNETCORE_ENVIRONMENT", "Production");

    [Fact]
    public async Task Start_WithoutConnectionString_SaysSoInOneLineAndExitsWithOne()
    {
        var (exitCode, output, error) = await WebProcess.RunAsync([], Production, ("ConnectionStrings__Portal", ""));

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("ConnectionStrings:Portal", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithTrustedProxyThatIsNoAddress_SaysSoInOneLineAndExitsWithOne()
    {
        var (exitCode, _, error) = await WebProcess.RunAsync(
            [], Production, ("ConnectionStrings__Portal", "Host=nowhere"), ("Portal__TrustedProxies", "10.0.0.1 gateway"));

        Assert.Equal(1, exitCode);
        Assert.Contains("'gateway'", Assert.Single(Lines(error)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_InProduction_AreLoggedAsJsonWithDurationAndWithoutPersonalData()
    {
        await using var web = await WebProcess.StartInProductionAsync(await StarterDatabase.SharedAsync(postgres));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/programmes?q=verysecretword&limit=1");
        request.Headers.Add("Cookie", "secretcookie=1");
        request.Headers.Add("User-Agent", "secretagent/1.0");
        request.Headers.Add("X-Forwarded-For", "203.0.113.77");
        using var answer = await web.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var health = await web.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(0, await web.StopAsync("TERM"));

        var events = Lines(web.Output).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var logged = Assert.Single(events, entry => entry.TryGetProperty("RequestPath", out var path) && entry.TryGetProperty("Elapsed", out _)
            && path.GetString() == "/api/v1/programmes");

        Assert.Equal(200, logged.GetProperty("StatusCode").GetInt32());
        Assert.True(logged.GetProperty("Elapsed").GetDouble() > 0);
        Assert.DoesNotContain("secret", web.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.77", web.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1\"", web.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", web.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MessageThatIsTooLong_IsRefusedAndIsNoFaultOfThePortal()
    {
        await using var web = await WebProcess.StartInProductionAsync(await StarterDatabase.SharedAsync(postgres));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"{{new string('x', 1_500_000)}}"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        using var answer = await web.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(0, await web.StopAsync("TERM"));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.DoesNotContain("\"Error\"", web.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/releases")]
    [InlineData("/releases")]
    public async Task Get_Failing_IsLoggedWithItsReasonAndAnsweredWithoutIt(string address)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var web = await WebProcess.StartInProductionAsync(database.ConnectionString);
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("alter table releases rename to elsewhere", connection);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var answer = await web.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await web.StopAsync("TERM"));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        // Entity Framework tells of its own failures too; others fail as well.
        var failure = Assert.Single(Lines(web.Output).Select(line => JsonDocument.Parse(line).RootElement),
            entry => entry.TryGetProperty("@x", out _) && entry.GetProperty("SourceContext").GetString() == "Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware");
        Assert.Contains("relation \"releases\" does not exist", failure.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfAMigratedDatabase_IsReadyAndTheProbeAgrees()
    {
        await using var web = await WebProcess.StartInProductionAsync(await StarterDatabase.SharedAsync(postgres));

        Assert.Equal("""{"status":"ok"}""", await web.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal("""{"status":"ok"}""", await ReadyAsync(web, text => text.Contains("ok", StringComparison.Ordinal)));
        Assert.Equal(0, (await ProbeAsync(web)).ExitCode);
    }

    [Fact]
    public async Task Health_OfAnEmptyDatabase_IsNotReadyAndNamesTheCommandThatMendsIt()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var web = await WebProcess.StartInProductionAsync(database.ConnectionString);

        Assert.Contains("portal migrate", await ReadyAsync(web, text => text.Contains("migrate", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var ready = await web.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var live = await web.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(1, (await ProbeAsync(web)).ExitCode);
    }

    [Fact]
    public async Task Health_WithoutADatabase_IsNotReadyAndTellsNoSecretOfIt()
    {
        await using var web = await WebProcess.StartInProductionAsync("Host=127.0.0.1;Port=1;Database=portal;Username=portal;Password=verysecret");

        using var ready = await web.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var text = await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("does not answer", text, StringComparison.Ordinal);
        Assert.DoesNotContain("verysecret", text + web.Output, StringComparison.Ordinal);
    }

    /// <summary>What <c>/health/ready</c> says; asked again for a while, since the first answer of a busy machine may come too late for the check.</summary>
    private static async Task<string> ReadyAsync(WebProcess web, Func<string, bool> isExpected)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var answer = await web.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (isExpected(text) || attempt == 5)
            {
                return text;
            }
        }
    }

    private static Task<(int ExitCode, string Output, string Error)> ProbeAsync(WebProcess web) =>
        WebProcess.RunAsync(["--health"], ("ASPNETCORE_URLS", web.Client.BaseAddress!.ToString()));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
