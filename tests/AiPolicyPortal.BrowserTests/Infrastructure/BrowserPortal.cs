using System.Net;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>One portal on the starter data, served over a real port, and one browser, for all journeys.</summary>
public sealed class BrowserPortal(PostgresFixture postgres) : IAsyncDisposable
{
    // Chromium speaks to its maker at every start unless it is told not to.
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim starting = new(1, 1);
    private WebApplicationFactory<Program>? factory;
    private string address = "";
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A fresh browser window at the portal.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(Chromium.Path is null, Chromium.Missing);
        await StartAsync();
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address;
        options.Locale ??= "en-GB";
        return await (await browser!.NewContextAsync(options)).NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (browser is not null)
            {
                return;
            }

            var connectionString = await StarterDatabase.SharedAsync(postgres);
            factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
                .UseSetting("ConnectionStrings:Portal", connectionString)
                // All journeys come from one address.
                .UseSetting("RateLimits:Enabled", "false")
                .UseSetting("Serilog:MinimumLevel:Default", "Error")
                .UseSetting("Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime", "Error"));
            factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            factory.StartServer();
            address = factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Chromium.Path,
                Args = Environment.UserName == "root" ? ["--no-sandbox", .. Arguments] : Arguments,
            });
        }
        finally
        {
            starting.Release();
        }
    }
}

/// <summary>The journeys run one after the other on one portal.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<BrowserPortal>
{
    public const string Name = "Journeys";
}
