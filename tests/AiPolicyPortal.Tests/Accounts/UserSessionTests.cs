using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>Where somebody is signed in, as they see and end it.</summary>
public sealed class UserSessionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Address = "/account/sessions";
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private const string Edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
    private const string Telephone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(store.ConnectionString);
    }

    [Fact]
    public async Task Post_End_EndsThatSessionAloneAndAsksForThePassword()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignInAsync(user, Firefox);
        using var there = await SignInAsync(user, Edge);
        using var third = await SignInAsync(user, Telephone);
        using var stranger = await SignedIn.AsAsync(factory, AccountRole.Contributor);

        var list = await here.GetPageAsync(Address);
        Assert.Equal(["Edge, Windows", "Firefox, Linux", "Safari, iOS"], list.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent).Order());
        Assert.Equal("This session", Row(list, "Firefox").QuerySelector("td:last-child")!.TextContent.Trim());
        var end = Row(list, "Edge").QuerySelector("a")!.GetAttribute("href")!;
        var question = await here.GetPageAsync(end);
        Assert.Equal("End the session in Edge, Windows", question.QuerySelector("h1")!.TextContent);
        using var foreign = await stranger.Client.GetAsync(end, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);

        using var wrong = await here.PostFormAsync(end, new() { ["end"] = IdOf(end), ["password"] = "not the present one" });
        Assert.NotNull((await wrong.PageAsync()).QuerySelector("#password-error"));
        using var still = await there.GetAsync("/admin", Cancel);
        using var ended = await here.PostFormAsync(end, new() { ["end"] = IdOf(end), ["password"] = SignedIn.Password });

        Assert.NotNull((await ended.PageAsync()).QuerySelector(".notice-good"));
        using var out1 = await there.GetAsync("/admin", Cancel);
        using var other = await third.GetAsync("/admin", Cancel);
        using var own = await here.GetAsync("/admin", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (still.StatusCode, out1.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, own.StatusCode));
        Assert.Equal(2, (await here.GetPageAsync(Address)).QuerySelectorAll("main tbody tr").Length);
        using var gone = await here.GetAsync(end, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Get_SignedOutAndPasswordChanged_ListsWhatGoesOnAlone()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignInAsync(user, Firefox);
        using var there = await SignInAsync(user, Edge);
        using var third = await SignInAsync(user, null);
        using var left = await there.PostFormAsync("/account/sign-out", [], "/account");
        Assert.Equal(2, await store.ReadAsync(context => context.UserSessions.CountAsync(Cancel)));
        Assert.Contains("Unknown browser", (await here.GetPageAsync(Address)).QuerySelector("main table")!.TextContent, StringComparison.Ordinal);

        using var saved = await here.PostFormAsync(
            "/account/password", new() { ["current"] = SignedIn.Password, ["password"] = "nine copper kettles sing", ["again"] = "nine copper kettles sing" });

        Assert.NotNull((await saved.PageAsync()).QuerySelector(".notice-good"));
        Assert.Equal(["Firefox, Linux"], (await here.GetPageAsync(Address)).QuerySelectorAll("main tbody th").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Get_AfterAWhile_IsSeenAgain()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignInAsync(user, Firefox);
        var earlier = DateTimeOffset.UtcNow.AddMinutes(-20);
        await using (var context = store.Open())
            await context.UserSessions.ExecuteUpdateAsync(set => set.SetProperty(row => row.SeenAt, earlier).SetProperty(row => row.StartedAt, earlier), Cancel);

        using var answer = await here.GetAsync("/admin", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var seen = await store.ReadAsync(context => context.UserSessions.Select(row => row.SeenAt).SingleAsync(Cancel));
        Assert.InRange(seen, earlier.AddMinutes(15), DateTimeOffset.UtcNow);
    }

    [Theory]
    [InlineData("/account/password", "current", "password", "again")]
    [InlineData("/account/passkeys", "password", "name", "credential")]
    public async Task Post_FiveWrongPasswordsInASession_LockTheAccount(string address, string field, string second, string third)
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignInAsync(user, Firefox);
        var fields = new Dictionary<string, string> { [field] = "not the present one", [second] = "nine copper kettles sing", [third] = "nine copper kettles sing" };
        for (var time = 0; time < 5; time++)
            using (var wrong = await here.PostFormAsync(address, fields))
                Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);

        fields[field] = SignedIn.Password;
        using var locked = await here.PostFormAsync(address, fields);

        Assert.Contains("Wait 15 minutes", (await locked.PageAsync()).QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await store.ReadAsync(context => context.Users.Select(row => row.LockoutEnd).SingleAsync(Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    private static IElement Row(IDocument list, string browser) => list.QuerySelectorAll("main tbody tr").Single(row => row.TextContent.Contains(browser, StringComparison.Ordinal));

    private static string IdOf(string address) => address.Split('=')[1];

    private async Task<HttpClient> SignInAsync(PortalUser user, string? userAgent)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        if (userAgent is not null)
            client.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        await SignedIn.SignInAsync(client, factory.Services, user);
        return client;
    }
}
