using System.Net;
using AiPolicyPortal.Core.Publishing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The portal with the starter data and a snapshot of it soon, listening on a port of this machine, for programs that ask it as their users do. Take it as a class fixture.</summary>
public sealed class ListeningPortal(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly TemporaryFolder snapshots = new();
    private WebApplicationFactory<Program> factory = null!;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Follows no redirect.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        factory = StarterPortal.CreateFactory(await StarterDatabase.SharedAsync(postgres)).WithWebHostBuilder(host => host
            .UseSetting("Snapshots:Folder", snapshots.Location).UseSetting("Snapshots:QuietSeconds", "0"));
        factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        factory.StartServer();
        Address = factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Address) };
        // Until the newest publication is known, answers have no validators.
        var latest = factory.Services.GetRequiredService<LatestPublication>();
        for (var tries = 0; latest.Heard is null; tries++)
        {
            Assert.True(tries < 300, "The portal has not heard of a publication within 30 seconds.");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until it has made its first snapshot.</summary>
    public Task UntilSnapshotAsync() => SnapshotWait.ForAsync(snapshots.Location);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
        snapshots.Dispose();
    }
}
