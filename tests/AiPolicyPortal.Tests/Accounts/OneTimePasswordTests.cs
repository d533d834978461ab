using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Cli;
using AiPolicyPortal.Tests.Hosting;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>Accounts that are made where nobody can be mailed: with <c>portal create-user</c> and at the first start.</summary>
public sealed class OneTimePasswordTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateUser_OnTheCommandLine_PrintsAPasswordThatMustBeChanged()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        var (exitCode, output, note) = await PortalProcess.RunAsync(
            store.ConnectionString, "create-user", "--email", "ada@example.org", "--name", "Ada", "--role", "contributor");
        var password = output.Trim();

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(password, note, StringComparison.Ordinal);
        var user = await store.ReadAsync(context => context.Users.SingleAsync(Cancel));
        Assert.Equal(("ada@example.org", AccountRole.Contributor, true), (user.Email, user.Role, user.MustChangePassword));
        Assert.DoesNotContain(password, user.PasswordHash, StringComparison.Ordinal);
        var entry = await store.ReadAsync(context => context.AuditEntries.OrderBy(entry => entry.Number).LastAsync(Cancel));
        Assert.Equal((AuditActions.AccountCreated, user.Id.ToString(), "contributor"), (entry.Action, entry.Subject, entry.Detail["role"]));

        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var signedIn = await client.PostFormAsync("/account/sign-in", new() { ["email"] = "ada@example.org", ["password"] = password });
        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.StartsWith("/account/password", admin.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada@example.org", "Ada", "editor", "There is an account for ada@example.org already.")]
    [InlineData("no address", "Ada", "editor", "'no address' is no e-mail address.")]
    [InlineData("eve@example.org", " ", "editor", "A name has 1 to 100 characters.")]
    [InlineData("eve@example.org", "Eve", "emperor", "emperor")]
    public async Task CreateUser_WrongValue_IsRefusedAndMakesNothing(string email, string name, string role, string message)
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await PortalProcess.RunAsync(store.ConnectionString, "create-user", "--email", "ada@example.org", "--name", "Ada", "--role", "editor");
        var entries = await store.ReadAsync(context => context.AuditEntries.CountAsync(Cancel));

        var (exitCode, output, errors) = await PortalProcess.RunAsync(store.ConnectionString, "create-user", "--email", email, "--name", name, "--role", role);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(message, output + errors, StringComparison.Ordinal);
        Assert.Equal(1, await store.ReadAsync(context => context.Users.CountAsync(Cancel)));
        Assert.Equal(entries, await store.ReadAsync(context => context.AuditEntries.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Start_TheFirstInDevelopment_MakesOneAdministratorAndTellsThePasswordOnce()
    {
        var folder = RunFolder.Create();
        try
        {
            string password;
            await using (var first = await WebProcess.StartAsync(folder, ("Portal__StarterData", "")))
            {
                var line = Assert.Single(first.Output.Split('\n'), line => line.Contains("first administrator", StringComparison.Ordinal));
                password = line.Trim().Split(' ')[^1];
                Assert.Equal(23, password.Length);
                await first.KillAsync();
            }

            await using var second = await WebProcess.StartAsync(folder, ("Portal__StarterData", ""));
            Assert.DoesNotContain("first administrator", second.Output, StringComparison.Ordinal);
            using var handler = new HttpClientHandler { AllowAutoRedirect = false };
            using var client = new HttpClient(handler) { BaseAddress = second.Client.BaseAddress };
            using var signedIn = await client.PostFormAsync("/account/sign-in", new() { ["email"] = "admin@localhost.localdomain", ["password"] = password });
            Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        }
        finally
        {
            TemporaryFolder.Delete(folder);
        }
    }
}
