using AiPolicyPortal.BrowserTests.Infrastructure;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace AiPolicyPortal.BrowserTests;

/// <summary>A passkey from its making to its removal, with the browser's own virtual device, by keyboard, and the account's pages as axe sees them.</summary>
[Collection(Journeys.Name)]
public sealed class PasskeyJourneyTests(AdminPortal portal) : IClassFixture<AdminPortal>
{
    private const string Passkeys = "/account/passkeys";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A passkey is made for a name, and an address of numbers is none.
    private string Root => portal.Root.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Editor_ByKeyboard_MakesUsesAndRemovesAPasskey(string language)
    {
        var found = new List<string>();
        var user = await SignedIn.CreateAsync(portal.Factory.Services, AccountRole.Editor, withSecondFactor: true);
        var page = await OpenAsync(language, javaScript: true);
        var device = await AddDeviceAsync(page);
        await GivePasswordAsync(page, user);
        await page.TypeIntoAsync("#code", await SignedIn.CodeAsync(portal.Factory.Services, user));
        await page.PressAsync("form:has(#code) button");
        await page.Locator(".desk").WaitForAsync();
        await page.GotoAsync(Root + "/account/sessions");
        await page.CheckAsync(found);

        await page.GotoAsync(Root + "/account");
        await page.CheckAsync(found);
        await page.PressAsync($"a[href='{Passkeys}']");
        await Assertions.Expect(page.Locator("#passkey")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-passkey-missing]")).ToBeHiddenAsync();
        await page.CheckAsync(found);
        await page.TypeIntoAsync("#name", "Work laptop");
        await page.TypeIntoAsync("#password", "certainly a wrong one");
        await page.PressAsync("#passkey");
        await page.Locator("#password-error").WaitForAsync();
        await Assertions.Expect(page.Locator("#name")).ToHaveValueAsync("Work laptop");
        await page.CheckAsync(found);
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.PressAsync("#passkey");
        await Assertions.Expect(page.Locator("main tbody th")).ToHaveTextAsync("Work laptop");
        await page.CheckAsync(found);
        Assert.Single(await CredentialsAsync(device));

        // The same device is told that it has one.
        await page.TypeIntoAsync("#name", "Again");
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.ReachAsync("#passkey");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form[data-passkey] [role=status]")).ToHaveTextAsync(
            await page.Locator("form[data-passkey]").GetAttributeAsync("data-known") ?? "no text");
        await Assertions.Expect(page.Locator("#passkey")).ToBeEnabledAsync();
        Assert.Single(await CredentialsAsync(device));

        await page.Context.ClearCookiesAsync();
        await GivePasswordAsync(page, user);
        await Assertions.Expect(page.Locator("#passkey")).ToBeVisibleAsync();
        await page.CheckAsync(found);
        await page.PressAsync("#passkey");
        await page.Locator(".desk").WaitForAsync();
        await using (var context = portal.CreateContext())
        {
            var used = await context.AuditEntries.OrderByDescending(entry => entry.Number).FirstAsync(Cancel);
            Assert.Equal((AuditActions.PasskeyUsed, user.Id), (used.Action, used.ActorId!.Value));
        }

        await page.GotoAsync(Root + Passkeys);
        await page.PressAsync("main tbody a");
        await page.Locator("form[action*='handler=Remove']").WaitForAsync();
        await page.CheckAsync(found);
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.PressAsync("form[action*='handler=Remove'] button");
        await page.Locator(".notice-good").WaitForAsync();
        await Assertions.Expect(page.Locator("main tbody")).ToHaveCountAsync(0);
        await using (var context = portal.CreateContext())
            Assert.Equal(0, await context.Passkeys.CountAsync(passkey => passkey.UserId == user.Id, Cancel));

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Editor_WhoseDeviceRefuses_IsToldAndTypesTheCode()
    {
        var user = await SignedIn.CreateAsync(portal.Factory.Services, AccountRole.Editor, withSecondFactor: true);
        var page = await OpenAsync("en", javaScript: true);
        var device = await AddDeviceAsync(page);
        await GivePasswordAsync(page, user);
        await page.TypeIntoAsync("#code", await SignedIn.CodeAsync(portal.Factory.Services, user));
        await page.PressAsync("form:has(#code) button");
        await page.Locator(".desk").WaitForAsync();
        await page.GotoAsync(Root + Passkeys);
        await page.TypeIntoAsync("#name", "Phone");
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.PressAsync("#passkey");
        await page.Locator("main tbody").WaitForAsync();
        await page.Context.ClearCookiesAsync();
        await GivePasswordAsync(page, user);

        // Neither face nor finger nor number is shown to the device.
        await device.Session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = device.Id, ["isUserVerified"] = false });
        await page.ReachAsync("#passkey");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("form[data-passkey] [role=status]")).ToContainTextAsync("was not used", new() { Timeout = 60_000 });
        await page.TypeIntoAsync("#code", await SignedIn.CodeAsync(portal.Factory.Services, user));
        await page.PressAsync("form:has(#code) button");

        await page.Locator(".desk").WaitForAsync();
    }

    [Fact]
    public async Task Editor_WithoutJavaScript_IsToldWhatElseThereIs()
    {
        var user = await SignedIn.CreateAsync(portal.Factory.Services, AccountRole.Editor, withSecondFactor: true);
        var page = await OpenAsync("en", javaScript: false);
        await GivePasswordAsync(page, user);
        await page.TypeIntoAsync("#code", await SignedIn.CodeAsync(portal.Factory.Services, user));
        await page.PressAsync("form:has(#code) button");
        await page.GotoAsync(Root + Passkeys);

        await Assertions.Expect(page.Locator("#passkey")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-passkey-missing] a")).ToBeVisibleAsync();
    }

    private static async Task<(ICDPSession Session, string Id)> AddDeviceAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return (session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    private static async Task<IReadOnlyList<string>> CredentialsAsync((ICDPSession Session, string Id) device)
    {
        var answer = await device.Session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = device.Id });
        return [.. answer!.Value.GetProperty("credentials").EnumerateArray().Select(credential => credential.GetProperty("credentialId").GetString()!)];
    }

    private async Task<IPage> OpenAsync(string language, bool javaScript) => await portal.OpenAsync(new BrowserNewContextOptions
    {
        JavaScriptEnabled = javaScript,
        Locale = language,
        ViewportSize = new ViewportSize { Width = PageChecks.Narrowest, Height = 900 },
    });

    private async Task GivePasswordAsync(IPage page, PortalUser user)
    {
        await page.GotoAsync(Root + "/account/sign-in");
        await page.TypeIntoAsync("#email", user.Email!);
        await page.TypeIntoAsync("#password", SignedIn.Password);
        await page.PressAsync("form:has(#email) button");
    }
}
