using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The whole portal over HTTP on a database of its own that begins with the reference data, for tests that import data folders.</summary>
public sealed class FolderPortal : IAsyncDisposable
{
    private readonly PortalStore store;
    private readonly WebApplicationFactory<Program> factory;
    private readonly HttpClient client;

    private FolderPortal(PortalStore store)
    {
        this.store = store;
        factory = StarterPortal.CreateFactory(store.ConnectionString);
        client = factory.CreateClient();
    }

    public static async Task<FolderPortal> CreateAsync(PostgresFixture postgres) => new(await PortalStore.CreateAsync(postgres));

    public PortalDbContext CreateContext() => store.Open();

    /// <summary>Imports a folder that must be without fault and change something, and waits until the portal has heard of it.</summary>
    public async Task<Publication> ImportAsync(string folder, bool isCorrection = false)
    {
        await using var context = CreateContext();
        var result = await new DataFolderImport(context, TimeProvider.System)
            .ImportAsync(folder, new ImportOptions { Actor = Actor.Shell("test"), Reason = "A test.", IsCorrection = isCorrection }, null, CancellationToken.None);
        Assert.Empty(result.Faults);
        var publication = Assert.IsType<Publication>(result.Publication);
        await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(publication.Number, CancellationToken.None);
        return publication;
    }

    /// <summary>Whatever an address answers, redirections not followed.</summary>
    public async Task<HttpResponseMessage> AskAsync(string address)
    {
        using var asking = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        return await asking.GetAsync(address);
    }

    /// <summary>The <c>data</c> of an address that must answer 200.</summary>
    public async Task<JsonElement> GetDataAsync(string address) => (await GetJsonAsync(address)).GetProperty("data");

    /// <summary>The JSON of an address that must answer 200.</summary>
    public async Task<JsonElement> GetJsonAsync(string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The page of an address that must answer 200.</summary>
    public async Task<IDocument> GetPageAsync(string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode}: {text}");
        return await BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + address));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }
}
