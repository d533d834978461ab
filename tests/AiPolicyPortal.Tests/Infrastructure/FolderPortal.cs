using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The whole portal over HTTP on a database of its own that begins with the reference data, for tests that import data folders.</summary>
public sealed class FolderPortal : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly WebApplicationFactory<Program> factory;

    private FolderPortal(TestDatabase database)
    {
        this.database = database;
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:Portal", database.ConnectionString)
            .ConfigureLogging(logging => logging.ClearProviders()));
        Client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    public HttpClient Client { get; }

    public static async Task<FolderPortal> CreateAsync(PostgresFixture postgres) =>
        new(await postgres.CreateDatabaseAsync(await postgres.GetOrCreateTemplateAsync("reference", LoadReferenceAsync)));

    public PortalDbContext CreateContext() => StarterDatabase.CreateContext(database.ConnectionString);

    /// <summary>Imports a folder that must be without fault and change something.</summary>
    public async Task<Publication> ImportAsync(string folder)
    {
        await using var context = CreateContext();
        var result = await new DataFolderImport(context, TimeProvider.System)
            .ImportAsync(folder, new ImportOptions { Actor = "test", Reason = "A test." }, null, CancellationToken.None);
        Assert.Empty(result.Faults);
        return Assert.IsType<Publication>(result.Publication);
    }

    /// <summary>The <c>data</c> of an address that must answer 200.</summary>
    public async Task<JsonElement> GetDataAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("data");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task LoadReferenceAsync(string connectionString)
    {
        await using var context = StarterDatabase.CreateContext(connectionString);
        await context.Database.MigrateAsync();
        await new ReferenceData(context, TimeProvider.System).LoadAsync(DataPaths.Reference, CancellationToken.None);
    }
}
