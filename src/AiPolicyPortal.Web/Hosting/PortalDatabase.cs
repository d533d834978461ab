using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.EmbeddedPostgres;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>
/// Without a connection string in Development: starts this checkout's own PostgreSQL, migrates it and loads the starter data
/// once, before the first request, and stops it after the last. With a connection string it does nothing.
/// </summary>
/// <remarks>
/// <c>Portal:DataDirectory</c> moves the server's folder, <c>Portal:StarterData</c> names another data folder (empty: none).
/// </remarks>
internal sealed class PortalDatabase(
    PortalConnection connection, IServiceScopeFactory scopes, IConfiguration configuration, IHostEnvironment environment,
    IServer host, TimeProvider time)
    : IHostedLifecycleService, IAsyncDisposable
{
    private const string DatabaseName = "portal";
    private const string FirstAdministrator = "admin@localhost.localdomain";

    private EmbeddedPostgresServer? server;

    /// <summary>Where a Development run without a connection string keeps what is its own.</summary>
    public static string OwnFolder(IConfiguration configuration, IHostEnvironment environment) =>
        configuration["Portal:DataDirectory"] is { Length: > 0 } folder ? folder
        : CheckoutFolder.Find(environment.ContentRootPath) ?? Path.Combine(environment.ContentRootPath, CheckoutFolder.Name);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (connection.Configured is not null)
        {
            return;
        }

        server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = OwnFolder(configuration, environment),
                Binaries = configuration["Portal:PostgresBinaries"],
                Report = Console.WriteLine,
            },
            cancellationToken);
        await server.EnsureDatabaseAsync(DatabaseName, cancellationToken);
        connection.UseEmbedded(server.ConnectionString(DatabaseName));

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await context.MigrateAsync(cancellationToken);
        await LoadStarterDataAsync(context, cancellationToken);
        await GrantRates.ConvertOnceAsync(context, cancellationToken);
        await MakeFirstAdministratorAsync(context, scope.ServiceProvider, cancellationToken);
        await ReleaseAssessing.EnsureAsync(context, cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment() && host.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses)
        {
            Console.WriteLine($"AI Policy Portal is ready. Open {string.Join(" or ", addresses)} in a browser; Ctrl+C stops it.");
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The host's start may fail after the server's.
    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task MakeFirstAdministratorAsync(PortalDbContext context, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (await context.Users.AnyAsync(cancellationToken))
        {
            return;
        }

        var password = await services.GetRequiredService<AccountAdministration>()
            .CreateAsync(FirstAdministrator, "Administrator", AccountRole.Administrator, Actor.Portal, cancellationToken);
        Console.WriteLine($"Made the first administrator. Sign in once at /account/sign-in as {FirstAdministrator} with {password}");
    }

    private async Task LoadStarterDataAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var folder = configuration["Portal:StarterData"] ?? DataPaths.Starter;
        var result = await StarterData.LoadOnceAsync(context, time, folder, DataPaths.Reference, null, cancellationToken);
        if (result is { Succeeded: false })
        {
            var faults = result.Faults.Select(fault => $"  {fault.File}:{fault.Row} {fault.Column} '{fault.Value}' {fault.Expectation}");
            throw new StartupException($"The data folder {folder} was not loaded; {result.Faults.Count} faults:\n{string.Join('\n', faults)}");
        }

        if (result is not null)
        {
            var files = result.Files.Where(file => file.Added > 0).Select(file => $"{file.Added} rows of {file.File}");
            Console.WriteLine($"Loaded the reference data and, from {folder}, {string.Join(", ", files)}.");
        }
    }
}
