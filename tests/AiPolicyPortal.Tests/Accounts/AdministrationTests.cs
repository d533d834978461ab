using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>What administrators do with accounts and keys, from the page to the row and its audit entry.</summary>
public sealed class AdministrationTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;
    private SignedIn administrator = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        // Without a mail server outside of Development the link is shown to whoever invites.
        factory = StarterPortal.CreateFactory(store.ConnectionString).WithWebHostBuilder(host => host.UseEnvironment("Production"));
        administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);
    }

    [Fact]
    public async Task Post_Invitation_MakesAnAccountThatChoosesItsPasswordOnce()
    {
        using var answer = await administrator.PostFormAsync("/admin/users", Invitation("ada@example.org", "Ada", "contributor"));
        var link = (await answer.PageAsync()).QuerySelector(".notice-good code")!.TextContent;
        var path = new Uri(link).PathAndQuery;
        using var guest = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var weak = await guest.PostFormAsync(path, Password("short"));
        Assert.Contains("at least 12", (await weak.PageAsync()).QuerySelector("#password-error")!.TextContent, StringComparison.Ordinal);
        using var chosen = await guest.PostFormAsync(path, Password("nine copper kettles sing"));
        using var again = await guest.GetAsync(path, Cancel);
        using var signIn = await guest.PostFormAsync("/account/sign-in", new() { ["email"] = "ada@example.org", ["password"] = "nine copper kettles sing" });

        Assert.Equal("/account/sign-in", chosen.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal("/admin", signIn.Headers.Location!.OriginalString);
        var entry = await EntryAsync();
        Assert.Equal((AuditActions.AccountInvited, administrator.User.Id, "contributor"), (entry.Action, entry.ActorId, entry.Detail["role"]));
        Assert.DoesNotContain("ada@example.org", string.Join(' ', entry.Detail.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_InvitationPastItsTime_IsGone()
    {
        using var answer = await administrator.PostFormAsync("/admin/users", Invitation("ada@example.org", "Ada", "editor"));
        var path = new Uri((await answer.PageAsync()).QuerySelector(".notice-good code")!.TextContent).PathAndQuery;
        await using (var context = store.Open())
            await context.AccountLinks.ExecuteUpdateAsync(link => link
                .SetProperty(row => row.CreatedAt, DateTimeOffset.UtcNow.AddDays(-4)).SetProperty(row => row.ExpiresAt, DateTimeOffset.UtcNow.AddDays(-1)), Cancel);
        using var guest = factory.CreateClient();

        using var late = await guest.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Theory]
    [InlineData("ada", "Ada", "email", "looks like")]
    [InlineData("", "Ada", "email", "Fill this in")]
    [InlineData("ada@example.org", " ", "name", "Fill this in")]
    public async Task Post_InvitationThatCannotBe_SaysWhyBesideTheFieldAndKeepsWhatWasTyped(string email, string name, string field, string words)
    {
        using var answer = await administrator.PostFormAsync("/admin/users", Invitation(email, name, "editor"));

        var page = await answer.PageAsync();
        Assert.Contains(words, page.QuerySelector($"#{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(email, page.QuerySelector("#email")!.GetAttribute("value") ?? "");
        Assert.Equal("editor", page.QuerySelector("#role option[selected]")!.GetAttribute("value"));
        Assert.Equal(1, await store.ReadAsync(context => context.Users.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Post_AddressOfAnAccount_IsRefused()
    {
        using var answer = await administrator.PostFormAsync("/admin/users", Invitation(administrator.User.Email!.ToUpperInvariant(), "Twin", "editor"));

        Assert.Contains("already", (await answer.PageAsync()).QuerySelector("#email-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Role_HoldsAtOnceAndIsAudited()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);

        using var answer = await administrator.PostFormAsync($"/admin/users/{editor.User.Id}?handler=role", new() { ["role"] = "contributor" }, $"/admin/users/{editor.User.Id}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var ended = await editor.Client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        var entry = await EntryAsync();
        Assert.Equal((AuditActions.AccountRoleChanged, editor.User.Id.ToString()), (entry.Action, entry.Subject));
        Assert.Equal(("editor", "contributor"), (entry.Detail["from"], entry.Detail["to"]));
    }

    [Fact]
    public async Task Post_HandlerThatThePageHasNot_Is404()
    {
        var page = $"/admin/users/{administrator.User.Id}";

        foreach (var address in (string[])[page, page + "?handler=nonsense"])
        {
            using var answer = await administrator.PostFormAsync(address, [], page);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Post_DisableAndEnable_TakesAccessAwayAndGivesItBack()
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var page = $"/admin/users/{somebody.User.Id}";

        using (await administrator.PostFormAsync(page + "?handler=disable", [], page))
        using (var refused = await TrySignInAsync(somebody.User))
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using (await administrator.PostFormAsync(page + "?handler=enable", [], page))
        using (var taken = await TrySignInAsync(somebody.User))
            Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);

        Assert.Equal(AuditActions.AccountEnabled, (await EntryAsync()).Action);
    }

    [Fact]
    public async Task Post_SecondFactorReset_AsksForAnotherAtTheNextSignIn()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var page = $"/admin/users/{editor.User.Id}";

        using var answer = await administrator.PostFormAsync(page + "?handler=secondFactor", [], page);

        using var client = await SignedIn.SignInAsync(factory, editor.User);
        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.StartsWith("/account/second-factor", admin.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(AuditActions.SecondFactorReset, (await EntryAsync()).Action);
    }

    [Fact]
    public async Task Post_OwnAccount_IsNotChanged()
    {
        using var other = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var own = $"/admin/users/{administrator.User.Id}";

        using var answer = await administrator.PostFormAsync(own + "?handler=disable", [], $"/admin/users/{other.User.Id}");

        Assert.Contains("your own account", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var still = await administrator.Client.GetAsync("/admin/users", Cancel);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Post_Key_IsShownOnceServesAndIsRevoked()
    {
        using var answer = await administrator.PostFormAsync("/admin/keys", new() { ["label"] = "A newsroom", ["perMinute"] = "7000" });
        var key = (await answer.PageAsync()).QuerySelector(".notice-good .key")!.TextContent;
        var page = await administrator.GetPageAsync("/admin/keys");
        Assert.DoesNotContain(key, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(AuditActions.KeyIssued, (await EntryAsync()).Action);

        var id = page.QuerySelector("input[name=id]")!.GetAttribute("value")!;
        using var revoked = await administrator.PostFormAsync("/admin/keys?handler=revoke", new() { ["id"] = id }, "/admin/keys");

        var stored = await store.ReadAsync(context => context.ApiKeys.SingleAsync(Cancel));
        Assert.Equal(("A newsroom", 7000), (stored.Label, stored.PerMinute));
        Assert.NotNull(stored.RevokedAt);
        Assert.Equal(AuditActions.KeyRevoked, (await EntryAsync()).Action);
    }

    [Fact]
    public async Task Post_KeyWithoutSense_SaysWhyAndIssuesNothing()
    {
        using var answer = await administrator.PostFormAsync("/admin/keys", new() { ["label"] = "", ["perMinute"] = "many" });

        var page = await answer.PageAsync();
        Assert.NotNull(page.QuerySelector("#label-error"));
        Assert.Equal("many", page.QuerySelector("#perMinute")!.GetAttribute("value"));
        Assert.Contains("whole number", page.QuerySelector("#perMinute-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await store.ReadAsync(context => context.ApiKeys.CountAsync(Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        administrator.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    private static Dictionary<string, string> Invitation(string email, string name, string role) => new() { ["email"] = email, ["name"] = name, ["role"] = role };

    private static Dictionary<string, string> Password(string password) => new() { ["password"] = password, ["again"] = password };

    private async Task<HttpResponseMessage> TrySignInAsync(PortalUser user)
    {
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        return await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });
    }

    private Task<AuditEntry> EntryAsync() => store.ReadAsync(context => context.AuditEntries.OrderByDescending(entry => entry.Number).FirstAsync(Cancel));
}
