using System.Text.Json;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Snapshots;
using Microsoft.AspNetCore.Mvc.Testing;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The whole portal over HTTP on starter data of its own, with a folder in which it makes a snapshot soon after each publication.</summary>
public sealed class SnapshotPortal(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;

    /// <summary>How many of the newest snapshots stay.</summary>
    public int Keep { get; init; } = SnapshotBuilder.DefaultKeep;

    public HttpClient Client { get; private set; } = null!;

    public PostgresFixture Postgres => postgres;

    public string ConnectionString => database.ConnectionString;

    public string Location => folder.Location;

    public SnapshotFolder Snapshots => new(Location);

    /// <summary>The newest, of the starter data.</summary>
    public SnapshotManifest Latest => Snapshots.Latest!;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(ConnectionString).WithWebHostBuilder(host => host
            .UseSetting("Snapshots:Folder", Location).UseSetting("Snapshots:Keep", $"{Keep}").UseSetting("Snapshots:QuietSeconds", "0").UseSetting("Snapshots:MinutesBetween", "0"));
        Client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        await WaitAsync(1);
    }

    /// <summary>Waits until the portal has made a snapshot of a publication, or of a later one.</summary>
    public Task<SnapshotManifest> WaitAsync(long publication) => SnapshotWait.ForAsync(Location, publication);

    public PortalDbContext CreateContext() => PersistenceServices.Open(ConnectionString);

    /// <summary>Publishes something.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> PublishAsync(Func<PortalDbContext, PublicationScope, Task>? change = null)
    {
        await using var context = CreateContext();
        return await PublishAsync(context, TimeProvider.System, change);
    }

    public static async Task<long> PublishAsync(PortalDbContext context, TimeProvider clock, Func<PortalDbContext, PublicationScope, Task>? change = null)
    {
        var publication = await new Publisher(context, clock).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("secret-actor"), "A secret reason."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return change?.Invoke(context, scope) ?? Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        return publication!.Number;
    }

    public async Task<JsonElement> GetJsonAsync(string address)
    {
        using var answer = await Client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }
}
