using System.Net;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>Signing in, staying signed in and ending it.</summary>
public sealed class SignInTests(PostgresFixture postgres) : IAsyncLifetime
{
    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(store.ConnectionString);
    }

    [Theory]
    [InlineData(AccountRole.Contributor)]
    [InlineData(AccountRole.Editor)]
    [InlineData(AccountRole.Administrator)]
    public async Task Get_AdminSignedIn_IsShownAndKeptByNobody(AccountRole role)
    {
        using var somebody = await SignedIn.AsAsync(factory, role);

        using var answer = await somebody.Client.GetAsync("/admin", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Null(answer.Headers.ETag);
        Assert.Contains(somebody.User.DisplayName, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/imports", AccountRole.Contributor, "“editor”")]
    [InlineData("/admin/users", AccountRole.Editor, "“administrator”")]
    public async Task Get_PageOfAHigherRole_SaysWhichRoleItAsksFor(string address, AccountRole role, string needed)
    {
        using var somebody = await SignedIn.AsAsync(factory, role);

        using var answer = await somebody.Client.GetAsync(address, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(needed, (await answer.PageAsync()).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AdminSignedOut_LeadsToTheSignInAndBack()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var refused = await client.GetAsync("/admin?lang=fr", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        var signIn = refused.Headers.Location!.OriginalString;
        Assert.Equal("/account/sign-in?returnUrl=%2Fadmin%3Flang%3Dfr", signIn);
        using var answer = await client.PostFormAsync(
            "/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password, ["returnUrl"] = "/admin?lang=fr" }, signIn);

        Assert.Equal("/admin?lang=fr", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task Post_AddressOfAnotherSite_LeadsHome(string returnUrl)
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var answer = await client.PostFormAsync(
            "/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password, ["returnUrl"] = returnUrl });

        Assert.Equal("/admin", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_SignIn_CookiesAreOutOfReachOfScriptsAndOtherSites()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        await using var secure = factory.WithWebHostBuilder(host => host.UseSetting("Portal:RequireHttps", "true"));
        using var client = secure.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") });

        using var page = await client.GetAsync("/account/sign-in", Cancel);
        using var answer = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });

        var form = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-form=", form, StringComparison.Ordinal);
        var session = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.Contains("session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-session=", session, StringComparison.Ordinal);
        foreach (var (cookie, sites) in new[] { (form, "strict"), (session, "lax") })
        {
            var attributes = cookie.Split("; ").Skip(1).ToArray();
            Assert.Equal(["path=/", "secure", $"samesite={sites}", "httponly"], attributes);
        }
    }

    [Fact]
    public async Task Post_WithoutTheFormsToken_IsRefused()
    {
        using var client = factory.CreateClient();
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "a@example.org", ["password"] = SignedIn.Password });

        using var answer = await client.PostAsync("/account/sign-in", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_UnknownAccountAndWrongPassword_AreAnsweredAlike()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        foreach (var status in new[] { 200, 200, 200, 200, 429, 429 })
        {
            var (wrong, wrongTime) = await TryAsync(client, user.Email!);
            var (unknown, unknownTime) = await TryAsync(client, "nobody@example.org");

            Assert.Equal((status, status), ((int)wrong.Status, (int)unknown.Status));
            Assert.Equal(wrong.Words, unknown.Words);
            Assert.InRange(wrongTime, TimeSpan.FromMilliseconds(590), TimeSpan.FromMinutes(1));
            Assert.InRange(unknownTime, TimeSpan.FromMilliseconds(590), TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Post_FiveWrongPasswords_LockTheAccountForTheRightOneOnEveryNode()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        for (var time = 0; time < 5; time++)
            await TryAsync(client, user.Email!);

        await using var otherNode = StarterPortal.CreateFactory(store.ConnectionString);
        using var other = otherNode.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await other.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(900, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Contains("Wait 15 minutes", (await answer.PageAsync()).QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Unlock_LetsTheAccountInAgainAtOnceAndSaysSoInTheAudit()
    {
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        for (var time = 0; time < 5; time++)
            await TryAsync(client, user.Email!);
        var page = $"/admin/users/{user.Id}";
        Assert.Contains("locked until", (await administrator.GetPageAsync("/admin/users")).QuerySelector($"tr:has(a[href='{page}'])")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("locked until", (await administrator.GetPageAsync(page)).QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);

        using var unlocked = await administrator.PostFormAsync($"{page}?handler=Unlock", [], page);

        var after = await unlocked.PageAsync();
        Assert.DoesNotContain("locked until", after.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.Null(after.QuerySelector("form[action*='handler=Unlock']"));
        using var signedIn = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var audited = await store.ReadAsync(context => context.AuditEntries.Where(entry => entry.Action == "account-unlocked").SingleAsync(Cancel));
        Assert.Equal((administrator.User.Id, user.Id.ToString()), (audited.ActorId!.Value, audited.Subject));
    }

    [Fact]
    public async Task Post_NothingFilledIn_IsSaidBesideTheFields()
    {
        using var client = factory.CreateClient();

        using var answer = await client.PostFormAsync("/account/sign-in", new() { ["email"] = "", ["password"] = "" }, "/account/sign-in?lang=fr");

        var page = await answer.PageAsync();
        Assert.Equal("Remplissez ce champ.", page.QuerySelector("#email-error")!.TextContent);
        Assert.Equal("email-error", page.QuerySelector("#email")!.GetAttribute("aria-describedby"));
        Assert.Equal(["#email", "#password"], page.QuerySelectorAll("[role=alert] a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Post_SameCodeTwice_IsTakenOnce()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: true);
        var code = await SignedIn.CodeAsync(factory.Services, user);
        using var first = await BeginAsync(user);
        using var second = await BeginAsync(user);

        using var taken = await first.PostFormAsync("/account/second-step", new() { ["code"] = code });
        using var refused = await second.PostFormAsync("/account/second-step", new() { ["code"] = code });

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("used already", (await refused.PageAsync()).QuerySelector("#code-error")!.TextContent, StringComparison.Ordinal);
        using var admin = await second.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, admin.StatusCode);
    }

    [Fact]
    public async Task Get_EditorWithoutSecondFactor_ReachesOnlyItsSetUp()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: false);
        using var client = await SignedIn.SignInAsync(factory, user);

        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.Equal("/account/second-factor?returnUrl=%2Fadmin", admin.Headers.Location!.OriginalString);
        var page = await client.GetPageAsync("/account/second-factor?returnUrl=%2Fadmin");
        var key = page.QuerySelector(".key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        using var wrong = await client.PostFormAsync(
            "/account/second-factor", new() { ["code"] = "000000", ["key"] = Value(page, "key"), ["returnUrl"] = "/admin" });
        Assert.NotNull((await wrong.PageAsync()).QuerySelector("#code-error"));
        var code = TimeCodes.At(TimeCodes.KeyOf(key), TimeCodes.StepAt(DateTimeOffset.UtcNow));
        using var set = await client.PostFormAsync(
            "/account/second-factor", new() { ["code"] = code, ["key"] = Value(page, "key"), ["returnUrl"] = "/admin" });

        var shown = await set.PageAsync();
        var codes = shown.QuerySelectorAll(".code-list code").Select(item => item.TextContent).ToArray();
        Assert.Equal(10, codes.Distinct().Count());
        using var home = await client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        var stored = await store.ReadAsync(context => context.UserTokens.Select(token => token.Value!).ToListAsync(Cancel));
        Assert.DoesNotContain(stored, value => codes.Any(code => value.Contains(code, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Post_RecoveryCode_SignsInOnce()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: true);
        string code;
        await using (var scope = factory.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            code = (await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByIdAsync(user.Id.ToString()))!, 10))!.First();
        }

        using var first = await BeginAsync(user);
        using var second = await BeginAsync(user);
        using var taken = await first.PostFormAsync("/account/recovery", new() { ["code"] = code.ToLowerInvariant() });
        using var refused = await second.PostFormAsync("/account/recovery", new() { ["code"] = code });

        Assert.Equal("/admin", taken.Headers.Location!.OriginalString);
        Assert.NotNull((await refused.PageAsync()).QuerySelector("#code-error"));
        using var home = await first.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task Post_SignOutEverywhere_EndsTheOtherSessionsAtOnce()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignedIn.SignInAsync(factory, user);
        using var there = await SignedIn.SignInAsync(factory, user);

        using var answer = await here.PostFormAsync("/account/sign-out?handler=everywhere", [], "/account");

        Assert.Equal("/account/sign-in?signedOut=true", answer.Headers.Location!.OriginalString);
        using var refused = await there.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task Get_AccountDisabledWhileSignedIn_IsSignedOut()
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        await using (var context = store.Open())
            await context.Users.ExecuteUpdateAsync(user => user.SetProperty(row => row.DisabledAt, DateTimeOffset.UtcNow), Cancel);

        using var answer = await somebody.Client.GetAsync("/admin", Cancel);

        Assert.StartsWith("/account/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Password_ChangesItAndEndsOtherSessionsButNotThisOne()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Contributor, withSecondFactor: false);
        using var here = await SignedIn.SignInAsync(factory, user);
        using var there = await SignedIn.SignInAsync(factory, user);

        using var wrong = await here.PostFormAsync("/account/password", Fields("not the present one", "Password2026!!", "something else"));
        var faults = await wrong.PageAsync();
        Assert.NotNull(faults.QuerySelector("#current-error"));
        Assert.NotNull(faults.QuerySelector("#again-error"));
        using var common = await here.PostFormAsync("/account/password", Fields(SignedIn.Password, "Password2026!!", "Password2026!!"));
        Assert.Contains("easily guessed", (await common.PageAsync()).QuerySelector("#password-error")!.TextContent, StringComparison.Ordinal);
        using var saved = await here.PostFormAsync("/account/password", Fields(SignedIn.Password, "nine copper kettles sing", "nine copper kettles sing"));

        Assert.NotNull((await saved.PageAsync()).QuerySelector(".notice-good"));
        using var still = await here.GetAsync("/admin", Cancel);
        using var ended = await there.GetAsync("/admin", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (still.StatusCode, ended.StatusCode));
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    private static Dictionary<string, string> Fields(string current, string password, string again) =>
        new() { ["current"] = current, ["password"] = password, ["again"] = again };

    private static string Value(AngleSharp.Dom.IDocument page, string name) => page.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;

    private static async Task<((HttpStatusCode Status, string Words) Answer, TimeSpan Time)> TryAsync(HttpClient client, string email)
    {
        var page = await client.GetPageAsync("/account/sign-in");
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = email,
            ["password"] = "certainly a wrong one",
            ["__RequestVerificationToken"] = Value(page, "__RequestVerificationToken"),
        });
        var begun = TimeProvider.System.GetTimestamp();
        using var answer = await client.PostAsync("/account/sign-in", content, Cancel);
        var time = TimeProvider.System.GetElapsedTime(begun);
        return ((answer.StatusCode, (await answer.PageAsync()).QuerySelector(".field-error")!.TextContent), time);
    }

    private async Task<HttpClient> BeginAsync(PortalUser user)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var answer = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });
        Assert.StartsWith("/account/second-step", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return client;
    }
}
