using System.Net;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The whole portal over HTTP on starter data of its own, in which publications follow each other.</summary>
public sealed class PastPortal : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly WebApplicationFactory<Program> factory;

    private PastPortal(TestDatabase database, string options)
    {
        this.database = database;
        factory = StarterPortal.CreateFactory(database.ConnectionString + options);
        Client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
    }

    public HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="options">Added to the portal's connection string.</param>
    public static async Task<PastPortal> CreateAsync(PostgresFixture postgres, string options = "") => new(await StarterDatabase.CreateAsync(postgres), options);

    public PortalDbContext CreateContext() => StarterDatabase.CreateContext(database.ConnectionString);

    /// <summary>Publishes, and waits until the portal has heard of it.</summary>
    /// <returns>The publication's moment.</returns>
    public async Task<DateTimeOffset> PublishAsync(Func<PortalDbContext, PublicationScope, Task> edit)
    {
        await using var context = CreateContext();
        var publication = await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("secret-actor"), "A test."), (scope, _) => edit(context, scope), Cancel);
        Assert.NotNull(publication);
        await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(publication.Number, Cancel);
        return publication.PublishedAt;
    }

    /// <summary>The text of an address that must answer 200.</summary>
    public async Task<string> GetAsync(string address)
    {
        using var answer = await Client.GetAsync(address, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}: {text}");
        return text;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }
}
