using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>Passkeys as a second factor: adding, using and removing them, from the page to the row and its audit entry.</summary>
public sealed class PasskeyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Address = "/account/passkeys";
    private const string Step = "/account/second-step";

    private readonly SoftwareAuthenticator device = new();
    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(store.ConnectionString);
    }

    [Fact]
    public async Task Post_FirstPasskeyOfAnEditor_IsTheSecondFactorAndGivesRecoveryCodes()
    {
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: false);
        using var here = await SignedIn.SignInAsync(factory, user);
        using var there = await SignedIn.SignInAsync(factory, user);
        var setUp = await here.GetPageAsync("/account/second-factor?returnUrl=%2Fadmin");
        Assert.NotNull(setUp.QuerySelector("main a[href='/account/passkeys?returnUrl=%2Fadmin']"));

        using var added = await AddAsync(here, device, "Work laptop");

        var page = await added.PageAsync();
        Assert.Equal(10, page.QuerySelectorAll(".code-list code").Select(code => code.TextContent).Distinct().Count());
        using var admin = await here.GetAsync("/admin", Cancel);
        using var ended = await there.GetAsync(Address, Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (admin.StatusCode, ended.StatusCode));
        var row = await store.ReadAsync(context => context.Passkeys.SingleAsync(Cancel));
        Assert.Equal((user.Id, "Work laptop", true), (row.UserId, row.Data.Name, row.Data.IsUserVerified));
        Assert.Equal(DateTimeOffset.UtcNow, row.Data.CreatedAt, TimeSpan.FromMinutes(5));
        var entry = await EntryAsync();
        Assert.Equal((AuditActions.PasskeyAdded, user.Id, user.Id.ToString()), (entry.Action, entry.ActorId!.Value, entry.Subject));
        Assert.DoesNotContain("laptop", string.Join(' ', entry.Detail.Values), StringComparison.OrdinalIgnoreCase);
        var list = await here.GetPageAsync(Address);
        Assert.Equal("Work laptop", list.QuerySelector("main tbody th")!.TextContent);
    }

    [Fact]
    public async Task Post_PasswordAndPasskey_SignsIn()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var client = await BeginAsync(user);
        var page = await client.GetPageAsync(Step);
        Assert.NotNull(page.QuerySelector("form[data-passkey=get][hidden]"));
        Assert.Null(page.QuerySelector("#code"));
        device.Count = 7;

        using var answer = await UseAsync(client, device.Get(await AskAsync(client)));

        Assert.Equal("/admin", answer.Headers.Location!.OriginalString);
        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.OK, admin.StatusCode);
        Assert.Equal(7u, await store.ReadAsync(context => context.Passkeys.Select(passkey => passkey.Data.SignCount).SingleAsync(Cancel)));
        var entry = await EntryAsync();
        Assert.Equal((AuditActions.PasskeyUsed, user.Id, user.DisplayName), (entry.Action, entry.ActorId!.Value, entry.ActorName));
    }

    [Fact]
    public async Task Post_CodeAfterThePasskeyWasAskedFor_SignsInTheSame()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: true);
        using var client = await BeginAsync(user);
        await AskAsync(client);

        using var answer = await client.PostFormAsync(Step, new() { ["code"] = await SignedIn.CodeAsync(factory.Services, user) });

        Assert.Equal("/admin", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_WrongCode_StillOffersThePasskey()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: true);
        using var client = await BeginAsync(user);

        using var answer = await client.PostFormAsync(Step, new() { ["code"] = "000000" });

        var page = await answer.PageAsync();
        Assert.NotNull(page.QuerySelector("#code-error"));
        Assert.NotNull(page.QuerySelector("form[data-passkey=get]"));
    }

    [Theory]
    [InlineData("another device")]
    [InlineData("another site")]
    [InlineData("not verified")]
    [InlineData("an older question")]
    [InlineData("an older count")]
    [InlineData("no JSON")]
    [InlineData("nothing")]
    public async Task Post_WrongAnswer_IsRefusedAndCounted(string wrong)
    {
        device.Count = 5;
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var client = await BeginAsync(user);
        var older = await AskAsync(client);
        var options = await AskAsync(client);
        using var other = new SoftwareAuthenticator { Count = 9 };
        device.Count = wrong == "an older count" ? 5u : 9u;
        device.At = wrong == "another site" ? "http://localhost.example" : SoftwareAuthenticator.Origin;
        device.IsVerified = wrong != "not verified";
        var answer = wrong switch
        {
            "another device" => other.Get(options).Replace(other.Id, device.Id, StringComparison.Ordinal),
            "an older question" => device.Get(older),
            "no JSON" => "{",
            "nothing" => "",
            _ => device.Get(options),
        };

        using var refused = await UseAsync(client, answer);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Equal("#passkey", (await refused.PageAsync()).QuerySelector("[role=alert] a")!.GetAttribute("href"));
        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.Redirect, admin.StatusCode);
        Assert.Equal(1, await store.ReadAsync(context => context.Users.Where(row => row.Id == user.Id).Select(row => row.AccessFailedCount).SingleAsync(Cancel)));
        Assert.Equal(AuditActions.PasskeyAdded, (await EntryAsync()).Action);

        (device.Count, device.At, device.IsVerified) = (9, SoftwareAuthenticator.Origin, true);
        using var right = await UseAsync(client, device.Get(await AskAsync(client)));
        Assert.Equal("/admin", right.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_PasskeyOfSomebodyElse_IsRefused()
    {
        await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var own = new SoftwareAuthenticator();
        var user = await SignedIn.CreateAsync(factory.Services, AccountRole.Editor, withSecondFactor: false);
        using (var session = await SignedIn.SignInAsync(factory, user))
        using (await AddAsync(session, own, "Mine"))
        using (var client = await BeginAsync(user))
        using (var refused = await UseAsync(client, device.Get(await AskAsync(client))))
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task Post_SameAnswerTwice_IsTakenOnce()
    {
        // A device that does not count, and a thief who has the cookies of that moment too.
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var cookies = new CookieJar();
        using var client = cookies.Open(factory);
        using (await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password }))
        {
        }

        var answer = device.Get(await AskAsync(client));
        var token = (await client.GetPageAsync(Step)).QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var moment = cookies.Header;

        using var taken = await SendAsync(answer, token, moment);
        using var refused = await SendAsync(answer, token, moment);

        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.False(refused.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(cookie => cookie.StartsWith("session=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Post_FiveWrongAnswers_LockTheAccount()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: true);
        using var client = await BeginAsync(user);
        for (var time = 1; time < 5; time++)
        {
            using var refused = await UseAsync(client, "{}");
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            // A code typed on this page is not sent where the answer went.
            Assert.Equal(Step, (await refused.PageAsync()).QuerySelector("form:has(#code)")!.GetAttribute("action"));
        }

        using var last = await UseAsync(client, "{}");
        using var right = await UseAsync(client, device.Get(await AskAsync(client)));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (last.StatusCode, right.StatusCode));
        Assert.Equal(900, right.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task Post_AccountDisabledBetweenTheSteps_IsRefused()
    {
        var user = await WithPasskeyAsync(AccountRole.Contributor, withProgram: false);
        using var client = await BeginAsync(user);
        var options = await AskAsync(client);
        await using (var context = store.Open())
            await context.Users.ExecuteUpdateAsync(row => row.SetProperty(found => found.DisabledAt, DateTimeOffset.UtcNow), Cancel);

        using var refused = await UseAsync(client, device.Get(options));

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
    }

    [Fact]
    public async Task Post_OptionsWithoutThePassword_LeadsToTheSignIn()
    {
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

        using var options = await client.PostFormAsync($"{Step}?handler=PasskeyOptions", [], "/account/sign-in");
        using var answer = await client.PostFormAsync($"{Step}?handler=Passkey", new() { ["credential"] = "{}" }, "/account/sign-in");

        Assert.Equal(HttpStatusCode.Conflict, options.StatusCode);
        Assert.Equal("/account/sign-in", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Get_SecondStepWhileAPasskeyIsMade_LeadsToTheSignIn()
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        await NewAsync(somebody.Client);

        using var answer = await somebody.Client.GetAsync(Step, Cancel);

        Assert.Equal("/account/sign-in", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("", SignedIn.Password, "name")]
    [InlineData("Laptop", "", "password")]
    [InlineData("Laptop", "certainly a wrong one", "password")]
    [InlineData("long", SignedIn.Password, "name")]
    public async Task Post_FormWithAFault_MakesNothingAndSaysItBesideTheField(string name, string password, string field)
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        somebody.Client.DefaultRequestHeaders.Add("Origin", SoftwareAuthenticator.Origin);
        name = name == "long" ? new string('n', Passkeys.NameMaxLength + 1) : name;
        using var right = await somebody.PostFormAsync($"{Address}?handler=Options", new() { ["name"] = "Laptop", ["password"] = SignedIn.Password }, Address);
        var credential = device.Create(await right.Content.ReadAsStringAsync(Cancel));

        using var options = await somebody.PostFormAsync($"{Address}?handler=Options", new() { ["name"] = name, ["password"] = password }, Address);
        using var sent = await somebody.PostFormAsync(Address, new() { ["name"] = name, ["password"] = password, ["credential"] = credential });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, options.StatusCode);
        var page = await sent.PageAsync();
        Assert.NotNull(page.QuerySelector($"#{field}-error"));
        Assert.Equal(name, page.QuerySelector("#name")!.GetAttribute("value") ?? "");
        Assert.Equal(0, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("another question")]
    [InlineData("not verified")]
    [InlineData("no JSON")]
    [InlineData("nothing")]
    public async Task Post_WrongNewPasskey_IsNotAdded(string wrong)
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        var older = await NewAsync(somebody.Client);
        var options = await NewAsync(somebody.Client);
        device.IsVerified = wrong != "not verified";
        var credential = wrong switch
        {
            "another question" => device.Create(older),
            "no JSON" => "{",
            "nothing" => "",
            _ => device.Create(options),
        };

        using var sent = await somebody.PostFormAsync(Address, Form("Laptop", credential));

        Assert.Equal("#passkey", (await sent.PageAsync()).QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal(0, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Post_PasskeyOfAnotherAccount_IsNotAddedAgain()
    {
        var user = await WithPasskeyAsync(AccountRole.Contributor, withProgram: false);
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);

        using var sent = await AddAsync(somebody.Client, device, "Not mine");

        Assert.NotNull((await sent.PageAsync()).QuerySelector("[role=alert]"));
        Assert.Equal(user.Id, await store.ReadAsync(context => context.Passkeys.Select(passkey => passkey.UserId).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Post_TheOnlyFactorOfAnEditor_IsNotRemovedButASecondPasskeyIs()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var client = await BeginAsync(user);
        using (await UseAsync(client, device.Get(await AskAsync(client))))
            Assert.Null((await client.GetPageAsync(Address)).QuerySelector("a[href*='remove=']"));

        using var kept = await RemoveAsync(client, device.Id, SignedIn.Password);
        Assert.Contains("only second factor", (await kept.PageAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));

        using var second = new SoftwareAuthenticator();
        using (await AddAsync(client, second, "Key"))
        using (var wrong = await RemoveAsync(client, device.Id, "certainly a wrong one"))
            Assert.NotNull((await wrong.PageAsync()).QuerySelector("#password-error"));
        using var removed = await RemoveAsync(client, device.Id, SignedIn.Password);

        var page = await removed.PageAsync();
        Assert.NotNull(page.QuerySelector(".notice-good"));
        Assert.Equal(["Key"], page.QuerySelectorAll("tbody th").Select(name => name.TextContent));
        Assert.Equal(AuditActions.PasskeyRemoved, (await EntryAsync()).Action);
        using var still = await client.GetAsync("/admin", Cancel);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData(AccountRole.Editor, true)]
    [InlineData(AccountRole.Contributor, false)]
    public async Task Post_PasskeyOfWhoKeepsAFactorOrNeedsNone_IsRemovedAndEndsOtherSessions(AccountRole role, bool withProgram)
    {
        var user = await WithPasskeyAsync(role, withProgram);
        using var here = await BeginAsync(user);
        using (await UseAsync(here, device.Get(await AskAsync(here))))
        {
        }

        using var there = await BeginAsync(user);
        using (await UseAsync(there, device.Get(await AskAsync(there))))
        {
        }

        using var removed = await RemoveAsync(here, device.Id, SignedIn.Password);

        var page = await removed.PageAsync();
        Assert.NotNull(page.QuerySelector(".notice-good"));
        Assert.Equal(Address, page.QuerySelector("form[data-passkey=create]")!.GetAttribute("action"));
        Assert.Equal(0, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));
        using var still = await here.GetAsync("/admin", Cancel);
        using var ended = await there.GetAsync("/admin", Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (still.StatusCode, ended.StatusCode));
        using var again = await here.GetAsync($"{Address}?remove={device.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Post_PasskeyOfSomebodyElse_IsNotRemoved()
    {
        await WithPasskeyAsync(AccountRole.Contributor, withProgram: false);
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Administrator);

        using var answer = await somebody.PostFormAsync(
            $"{Address}?handler=Remove", new() { ["remove"] = device.Id, ["password"] = SignedIn.Password }, Address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(1, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Post_SecondFactorReset_TakesPasskeysAway()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);
        var page = $"/admin/users/{user.Id}";

        using var reset = await administrator.PostFormAsync($"{page}?handler=secondFactor", [], page);

        Assert.Equal(0, await store.ReadAsync(context => context.Passkeys.CountAsync(Cancel)));
        using var client = await SignedIn.SignInAsync(factory, user);
        using var admin = await client.GetAsync("/admin", Cancel);
        Assert.StartsWith("/account/second-factor", admin.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_RecoveryCodesOfWhoHasAPasskeyAlone_AreMadeAnew()
    {
        var user = await WithPasskeyAsync(AccountRole.Editor, withProgram: false);
        using var client = await BeginAsync(user);
        using (await UseAsync(client, device.Get(await AskAsync(client))))
        {
        }

        using var made = await client.PostFormAsync("/account/second-factor?handler=Codes", new() { ["password"] = SignedIn.Password }, "/account/second-factor");

        var code = (await made.PageAsync()).QuerySelector(".code-list code")!.TextContent;
        using var other = await BeginAsync(user);
        using var taken = await other.PostFormAsync("/account/recovery", new() { ["code"] = code });
        Assert.Equal("/admin", taken.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData($"{Address}?handler=Options")]
    [InlineData(Address)]
    [InlineData($"{Address}?handler=Remove")]
    [InlineData($"{Step}?handler=PasskeyOptions")]
    [InlineData($"{Step}?handler=Passkey")]
    public async Task Post_WithoutTheFormsToken_IsRefused(string address)
    {
        using var somebody = await SignedIn.AsAsync(factory, AccountRole.Contributor);
        using var content = new FormUrlEncodedContent(Form("Laptop", "{}"));

        using var answer = await somebody.Client.PostAsync(address, content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_OptionsWithADomainInTheSettings_AreForThatDomainAndAskForVerification()
    {
        await using var named = factory.WithWebHostBuilder(host => host.UseSetting("Portal:PasskeyDomain", "policy.example.org"));
        using var somebody = await SignedIn.AsAsync(named, AccountRole.Contributor);

        using var options = JsonDocument.Parse(await NewAsync(somebody.Client));

        Assert.Equal("policy.example.org", options.RootElement.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal("required", options.RootElement.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        device.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    private static Dictionary<string, string> Form(string name, string credential) =>
        new() { ["name"] = name, ["password"] = SignedIn.Password, ["credential"] = credential };

    /// <summary>Asks what a new passkey is made from.</summary>
    private static async Task<string> NewAsync(HttpClient client)
    {
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", SoftwareAuthenticator.Origin);
        using var answer = await client.PostFormAsync($"{Address}?handler=Options", Form("Laptop", ""), Address);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task<HttpResponseMessage> AddAsync(HttpClient client, SoftwareAuthenticator device, string name) =>
        await client.PostFormAsync(Address, Form(name, device.Create(await NewAsync(client))));

    /// <summary>Asks what the passkey of a sign-in is asked.</summary>
    private static async Task<string> AskAsync(HttpClient client)
    {
        using var answer = await client.PostFormAsync($"{Step}?handler=PasskeyOptions", [], Step);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static Task<HttpResponseMessage> UseAsync(HttpClient client, string credential) =>
        client.PostFormAsync($"{Step}?handler=Passkey", new() { ["credential"] = credential }, Step);

    private static Task<HttpResponseMessage> RemoveAsync(HttpClient client, string id, string password) =>
        client.PostFormAsync($"{Address}?handler=Remove", new() { ["remove"] = id, ["password"] = password }, $"{Address}?remove={id}");

    /// <summary>An account with the device's passkey.</summary>
    private async Task<PortalUser> WithPasskeyAsync(AccountRole role, bool withProgram)
    {
        var user = await SignedIn.CreateAsync(factory.Services, role, withProgram);
        using var client = await SignedIn.SignInAsync(factory, user);
        using var added = await AddAsync(client, device, "Laptop");
        Assert.Equal(1, await store.ReadAsync(context => context.Passkeys.CountAsync(passkey => passkey.UserId == user.Id, Cancel)));
        return user;
    }

    private async Task<HttpClient> BeginAsync(PortalUser user)
    {
        var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Origin", SoftwareAuthenticator.Origin);
        using var answer = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });
        Assert.StartsWith(Step, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return client;
    }

    private async Task<HttpResponseMessage> SendAsync(string credential, string token, string cookies)
    {
        using var client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        client.DefaultRequestHeaders.Add("Origin", SoftwareAuthenticator.Origin);
        client.DefaultRequestHeaders.Add("Cookie", cookies);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["credential"] = credential, ["__RequestVerificationToken"] = token });
        return await client.PostAsync($"{Step}?handler=Passkey", content, Cancel);
    }

    private Task<AuditEntry> EntryAsync() => store.ReadAsync(context => context.AuditEntries.OrderByDescending(entry => entry.Number).FirstAsync(Cancel));

    /// <summary>Cookies that a test can copy.</summary>
    private sealed class CookieJar : IDisposable
    {
        private readonly Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler handler = new();

        public string Header => handler.Container.GetCookieHeader(new Uri(SoftwareAuthenticator.Origin));

        public HttpClient Open(WebApplicationFactory<Program> factory)
        {
            var client = factory.CreateDefaultClient(new Uri(SoftwareAuthenticator.Origin), handler);
            client.DefaultRequestHeaders.Add("Origin", SoftwareAuthenticator.Origin);
            return client;
        }

        public void Dispose() => handler.Dispose();
    }
}
