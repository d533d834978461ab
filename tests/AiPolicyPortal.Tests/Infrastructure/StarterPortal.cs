using System.Runtime.CompilerServices;
using System.Text.Json;
using AiPolicyPortal.Core.Persistence;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>
/// The whole portal over HTTP, on a database with the starter data that every class reads and none changes: one for the run, since to start it and to
/// ask it for the first time takes longer than most classes do. Take it as a class fixture.
/// </summary>
public sealed class StarterPortal(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly ConditionalWeakTable<PostgresFixture, Lazy<Task<(string Database, WebApplicationFactory<Program> Portal)>>> Shared = [];

    public HttpClient Client { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        (ConnectionString, var portal) = await Shared.GetValue(postgres, key => new(() => StartAsync(key))).Value;
        Client = portal.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
    }

    /// <summary>The portal on a database of the caller's.</summary>
    public static WebApplicationFactory<Program> CreateFactory(string connectionString) => new WebApplicationFactory<Program>()
        .WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:Portal", connectionString)
            // A class asks thousands of times from one address; the tests of the limits turn them on.
            .UseSetting("RateLimits:Enabled", "false")
            // To check a password takes a tenth of a second by intent; here hundreds are checked that nobody guesses at.
            .ConfigureTestServices(services => services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000))
            .UseSetting("Serilog:MinimumLevel:Default", "Error")
            .UseSetting("Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Error"));

    public PortalDbContext CreateContext() => StarterDatabase.CreateContext(ConnectionString);

    /// <summary>The JSON of an address that must answer 200.</summary>
    public async Task<JsonElement> GetJsonAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The page of an address that must answer 200, in English unless the address says otherwise.</summary>
    public async Task<IDocument> GetPageAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {text}");
        return await BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + address));
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<(string, WebApplicationFactory<Program>)> StartAsync(PostgresFixture postgres)
    {
        var database = await StarterDatabase.SharedAsync(postgres);
        return (database, postgres.Serve(CreateFactory(database)));
    }
}
