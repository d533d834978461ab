using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>
/// Somebody with an account who has signed in over HTTP as people do: address and password and, for whoever has a second factor, its code.
/// Redirects are not followed.
/// </summary>
public sealed class SignedIn : IDisposable
{
    public const string Password = "seven lanterns under water";

    private static int made;

    private SignedIn(HttpClient client, PortalUser user) => (Client, User) = (client, user);

    public HttpClient Client { get; }

    /// <summary>As it was when it was made.</summary>
    public PortalUser User { get; }

    /// <summary>Makes an account of a role and signs in with it, with a second factor where the role asks for one.</summary>
    public static async Task<SignedIn> AsAsync(WebApplicationFactory<Program> factory, AccountRole role)
    {
        var user = await CreateAsync(factory.Services, role, withSecondFactor: role >= AccountRole.Editor);
        return new SignedIn(await SignInAsync(factory, user), user);
    }

    /// <summary>An account with <see cref="Password"/>, its name and address unlike any other's.</summary>
    public static async Task<PortalUser> CreateAsync(IServiceProvider services, AccountRole role, bool withSecondFactor)
    {
        await using var scope = services.CreateAsyncScope();
        var number = Interlocked.Increment(ref made);
        var user = await scope.ServiceProvider.GetRequiredService<NewAccounts>().CreateAsync(
            $"{role.Code()}-{number}@example.org", $"{role} {number}", role, Password, mustChange: false);
        if (withSecondFactor)
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
        }

        return user;
    }

    /// <summary>A client signed in as an account whose password is <see cref="Password"/>.</summary>
    public static async Task<HttpClient> SignInAsync(WebApplicationFactory<Program> factory, PortalUser user)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        await SignInAsync(client, factory.Services, user);
        return client;
    }

    /// <summary>The same at whatever portal a client asks, which keeps cookies and follows no redirect.</summary>
    public static async Task SignInAsync(HttpClient client, IServiceProvider services, PortalUser user)
    {
        using var first = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = Password });
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        if (first.Headers.Location!.OriginalString.StartsWith("/account/second-step", StringComparison.Ordinal))
        {
            using var second = await client.PostFormAsync("/account/second-step", new() { ["code"] = await CodeAsync(services, user) });
            Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        }
    }

    /// <summary>A code of the account's authenticator program that was not used yet: that of the present step, or else of the next.</summary>
    public static async Task<string> CodeAsync(IServiceProvider services, PortalUser user)
    {
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var stored = await users.FindByIdAsync(user.Id.ToString());
        var key = await users.GetAuthenticatorKeyAsync(stored!);
        var now = TimeCodes.StepAt(scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        return TimeCodes.At(TimeCodes.KeyOf(key!), stored!.LastCodeStep >= now ? now + 1 : now);
    }

    /// <summary>The page of an address that must answer 200.</summary>
    public Task<IDocument> GetPageAsync(string address) => Client.GetPageAsync(address);

    /// <inheritdoc cref="Forms.PostFormAsync"/>
    public Task<HttpResponseMessage> PostFormAsync(string address, Dictionary<string, string> fields, string? page = null) =>
        Client.PostFormAsync(address, fields, page);

    public void Dispose() => Client.Dispose();
}

/// <summary>Sends forms as a browser without scripts does.</summary>
public static class Forms
{
    private const string Token = "__RequestVerificationToken";

    /// <summary>Opens the page of a form, takes its token, and sends the fields.</summary>
    /// <param name="client">Keeps cookies.</param>
    /// <param name="address">Where the form is sent to.</param>
    /// <param name="fields">By their names; the token is added.</param>
    /// <param name="page">The page that has a form with a token; the address itself unless given.</param>
    public static async Task<HttpResponseMessage> PostFormAsync(
        this HttpClient client, string address, Dictionary<string, string> fields, string? page = null)
    {
        var document = await client.GetPageAsync(page ?? address);
        // Where the page has a form of its own, the token must be in it: that of the sign-out is no use to a browser.
        var place = document.QuerySelector("main form[method=post]") is null ? "" : "main form ";
        var token = document.QuerySelector($"{place}input[name={Token}]")?.GetAttribute("value");
        Assert.True(token is not null, $"{page ?? address} has no form with a token.");
        using var content = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create(Token, token)));
        return await client.PostAsync(address, content);
    }

    public static async Task<IDocument> GetPageAsync(this HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {(int)answer.StatusCode} {answer.Headers.Location}: {text}");
        return await ReadPageAsync(text, address);
    }

    /// <summary>The page that an answer holds, whatever its status.</summary>
    public static async Task<IDocument> PageAsync(this HttpResponseMessage answer) =>
        await ReadPageAsync(await answer.Content.ReadAsStringAsync(), answer.RequestMessage!.RequestUri!.PathAndQuery);

    private static Task<IDocument> ReadPageAsync(string text, string address) =>
        BrowsingContext.New().OpenAsync(request => request.Content(text).Address("http://localhost" + address));
}
