using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Cli;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Access;

/// <summary>Keys from the command line to the API.</summary>
public sealed class ApiKeyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(store.ConnectionString)
            .WithWebHostBuilder(host => host.UseSetting("RateLimits:Enabled", "true").UseSetting("RateLimits:PerMinute", "30"));
        client = factory.CreateClient();
    }

    [Fact]
    public async Task CreateListRevoke_OnTheCommandLine_HoldsInTheApiUntilRevoked()
    {
        var (_, printed, note) = await PortalProcess.RunAsync(store.ConnectionString, "api-key", "create", "--label", "A newsroom", "--per-minute", "77");
        var key = printed.Trim();
        var list = (await PortalProcess.RunAsync(store.ConnectionString, "api-key", "list")).Output;
        var stored = await store.ReadAsync(context => context.ApiKeys.SingleAsync(Cancel));
        Assert.Equal(ApiKeys.Length, key.Length);
        Assert.DoesNotContain(key, note + list, StringComparison.Ordinal);
        Assert.Contains($"{stored.Id}  {key[^4..]}        77", list, StringComparison.Ordinal);

        using var answer = await SendAsync(key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("q=77", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
        var revoked = await PortalProcess.RunAsync(store.ConnectionString, "api-key", "revoke", stored.Id.ToString());
        Assert.Equal(0, revoked.ExitCode);
        var entries = await store.ReadAsync(context => context.AuditEntries.Where(entry => entry.SubjectKind == AuditSubjects.ApiKey).OrderBy(entry => entry.Number).ToListAsync(Cancel));
        Assert.Equal([(AuditActions.KeyIssued, $"{stored.Id}"), (AuditActions.KeyRevoked, $"{stored.Id}")], entries.Select(entry => (entry.Action, entry.Subject!)));

        await Task.Delay(TimeSpan.FromSeconds(6), Cancel);
        using var refused = await SendAsync(key);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Issue_Key_IsNowhereInTheDatabase()
    {
        var key = await IssueAsync();

        var stored = await store.ReadAsync(context => context.ApiKeys.SingleAsync(Cancel));
        var row = await store.ReadAsync(context => context.Database.SqlQuery<string>($"select to_jsonb(k)::text as \"Value\" from api_keys k").SingleAsync(Cancel));

        Assert.Equal(ApiKeys.HashOf(key), stored.Hash);
        Assert.DoesNotContain(key, row, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(key)), row, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key[ApiKeys.Prefix.Length..^ApiKey.LastLength], row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_KeyAsBearer_HoldsAsWell()
    {
        using var answer = await SendAsync(await IssueAsync(), asBearer: true);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("q=6000", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("aipp_0123456789012345678901234567890123456789")]
    public async Task Get_UnknownKey_Is401NotIgnored(string key)
    {
        using var refused = await SendAsync(key);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Bearer", Assert.Single(refused.Headers.WwwAuthenticate).Scheme);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal("unknown-key", problem.GetProperty("code").GetString());
        Assert.StartsWith("\"keys\"", Assert.Single(refused.Headers.GetValues("RateLimit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_GuessingKeys_IsLimited()
    {
        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 40; guess++)
        {
            using var answer = await SendAsync($"aipp_{guess:d40}");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task Get_KnownKeyBesideGuesses_IsNotRefused()
    {
        var key = await IssueAsync();
        using var before = await SendAsync(key);
        for (var guess = 0; guess < 40; guess++)
        {
            using var refused = await SendAsync($"aipp_{guess:d40}");
        }

        await Task.Delay(TimeSpan.FromSeconds(6), Cancel);
        for (var guess = 0; guess < 10; guess++)
        {
            using var refused = await SendAsync($"aipp_{100 + guess:d40}");
        }

        using var answer = await SendAsync(key);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Get_DatabaseAway_KeepsTheShareOfWhoIsKnown()
    {
        var key = await IssueAsync();
        using var first = await SendAsync(key);
        await using var outage = await Outage.BeginAsync(postgres, store.ConnectionString);
        await Task.Delay(TimeSpan.FromSeconds(6), Cancel);

        using var answer = await SendAsync(key);
        using var unknown = await SendAsync("aipp_0123456789012345678901234567890123456789");

        Assert.Contains("q=6000", Assert.Single(answer.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
        Assert.Contains("q=30", Assert.Single(unknown.Headers.GetValues("RateLimit-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_UnknownId_IsSaidAndExitCodeOne()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(store.ConnectionString, "api-key", "revoke", Guid.Empty.ToString());

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no key", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", 1)]
    [InlineData("Somebody", 0)]
    public async Task Create_ValueOutOfRange_IssuesNothing(string label, int perMinute)
    {
        var (exitCode, output, _) = await PortalProcess.RunAsync(store.ConnectionString, "api-key", "create", "--label", label, "--per-minute", $"{perMinute}");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(0, await store.ReadAsync(context => context.ApiKeys.CountAsync(Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    private async Task<string> IssueAsync()
    {
        await using var context = store.Open();
        return (await new ApiKeys(context, new AuditLog(context, TimeProvider.System), TimeProvider.System).IssueAsync("A test", null, Actor.Shell("tests"), Cancel)).Key;
    }

    private async Task<HttpResponseMessage> SendAsync(string key, bool asBearer = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/countries");
        if (asBearer)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        else
            request.Headers.Add("X-Api-Key", key);
        return await client.SendAsync(request, Cancel);
    }
}
