using System.Diagnostics;
using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests.Infrastructure;

/// <summary>A portal over a real port on a database of its own, for journeys that write.</summary>
public sealed class AdminPortal(BrowserPortal browsers, PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase database = null!;

    public WebApplicationFactory<Program> Factory { get; private set; } = null!;

    /// <summary>Where it is, without a slash at its end.</summary>
    public string Root { get; private set; } = "";

    /// <summary>Asks as the public does.</summary>
    public HttpClient Reader { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        Factory = StarterPortal.CreateFactory(database.ConnectionString);
        Factory.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        Factory.StartServer();
        Root = Factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single().TrimEnd('/');
        Reader = new HttpClient { BaseAddress = new Uri(Root) };
    }

    /// <summary>A browser window of nobody yet.</summary>
    public Task<IPage> OpenAsync(BrowserNewContextOptions options) => browsers.OpenAsync(options);

    public PortalDbContext CreateContext() => StarterDatabase.CreateContext(database.ConnectionString);

    /// <summary>A browser window of somebody who signed in by the keyboard alone, at the administration's home.</summary>
    public async Task<IPage> SignInAsync(AccountRole role, BrowserNewContextOptions options)
    {
        var user = await SignedIn.CreateAsync(Factory.Services, role, withSecondFactor: role >= AccountRole.Editor);
        var page = await browsers.OpenAsync(options);
        await page.GotoAsync(Root + "/admin");
        await page.TypeIntoAsync("#email", user.Email!);
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.Keyboard.PressAsync("Enter");
        if (role >= AccountRole.Editor)
        {
            await page.Locator("#code").WaitForAsync();
            await page.TypeIntoAsync("#code", await SignedIn.CodeAsync(Factory.Services, user));
            await page.Keyboard.PressAsync("Enter");
        }

        await page.Locator(".desk").WaitForAsync();
        return page;
    }

    /// <summary>Waits until an answer to the public has these words, for at most a minute.</summary>
    public async Task ShownAsync(string address, string words)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await Reader.GetAsync(address, TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(words, StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(waited.Elapsed < TimeSpan.FromMinutes(1), $"{address} does not show {words}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Factory.DisposeAsync();
        await database.DisposeAsync();
    }
}
