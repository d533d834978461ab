using System.Security.Cryptography;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>A key on its way to an authenticator program; nothing of it is stored before the first code confirms it.</summary>
/// <param name="Key">In groups of four letters, as it is typed.</param>
/// <param name="Sealed">The same, encrypted for this account, as it travels through the form.</param>
public sealed record SecondFactorSetUp(string Key, string Sealed, QrPicture Picture);

/// <summary>Sets up the codes of an authenticator program, replaces it, and makes new recovery codes.</summary>
public sealed class SecondFactorModel(
    PortalSignInManager signIn, UserManager<PortalUser> users, IUserStore<PortalUser> store, IDataProtectionProvider protection,
    RecoverySet recovery, DevelopmentCodes codes, IStringLocalizer<Interface> words, TimeProvider clock) : PageModel
{
    private const string Issuer = "AI Policy Portal";
    private const int KeyGroup = 4;

    private static readonly TimeSpan SetUpTime = TimeSpan.FromMinutes(30);

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    [BindProperty(Name = "key")]
    public string? Sealed { get; set; }

    [BindProperty(Name = "password")]
    public string? Password { get; set; }

    [BindProperty(Name = "replace", SupportsGet = true)]
    public bool Replace { get; set; }

    [BindProperty(Name = AccountAddress.ReturnUrl, SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Email { get; private set; }

    public int CodesLeft { get; private set; }

    public SecondFactorSetUp? SetUp { get; private set; }

    /// <summary>Shown once, after they were made.</summary>
    public IReadOnlyList<string>? NewCodes { get; private set; }

    /// <summary>Whether there is a second factor already, so that its change asks for the password.</summary>
    public bool NeedsPassword { get; private set; }

    /// <summary>Whether the account has an authenticator program, and not only passkeys.</summary>
    public bool HasProgram { get; private set; }

    public async Task<IActionResult> OnGetAsync() => Show(await LoadAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        var user = await LoadAsync();
        if (Unseal(user) is not { } key)
            return RedirectToPage(new { ReturnUrl });
        if (ModelState.Require("code", Code, words)
            && TimeCodes.StepOf(TimeCodes.KeyOf(key), Code!.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow()) is null)
        {
            ModelState.AddModelError("code", words["Account.Fault.Code"]);
        }

        if (NeedsPassword)
            await ModelState.RequirePasswordAsync("password", Password, user, signIn, words);
        if (!ModelState.IsValid)
        {
            Show(user, key);
            return Page();
        }

        user.TwoFactorEnabled = true;
        user.LastCodeStep = null;
        await ((IUserAuthenticatorKeyStore<PortalUser>)store).SetAuthenticatorKeyAsync(user, key, HttpContext.RequestAborted);
        await users.UpdateSecurityStampAsync(user);
        await MakeCodesAsync(user);
        await signIn.SignInWithTwoFactorsAsync(user);
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        var user = await LoadAsync();
        await ModelState.RequirePasswordAsync("password", Password, user, signIn, words);
        if (ModelState.IsValid && NeedsPassword)
            await MakeCodesAsync(user);
        return NewCodes is null ? Show(user) : Page();
    }

    private async Task<PortalUser> LoadAsync()
    {
        var user = (await users.GetUserAsync(User))!;
        (Email, CodesLeft) = (user.Email, await users.CountRecoveryCodesAsync(user));
        HasProgram = user.TwoFactorEnabled;
        NeedsPassword = await signIn.IsTwoFactorEnabledAsync(user);
        return user;
    }

    private async Task MakeCodesAsync(PortalUser user)
    {
        NewCodes = await recovery.MakeAsync(user);
        ModelState.Clear();
    }

    private PageResult Show(PortalUser user)
    {
        if (Replace || !NeedsPassword)
            Show(user, users.GenerateNewAuthenticatorKey());
        return Page();
    }

    private void Show(PortalUser user, string key)
    {
        var address = $"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{user.Email}")}?secret={key}&issuer={Uri.EscapeDataString(Issuer)}"
            + $"&digits={TimeCodes.Digits}&period={TimeCodes.StepSeconds}";
        SetUp = new SecondFactorSetUp(string.Join(' ', key.Chunk(KeyGroup).Select(group => new string(group))), Protector(user).Protect(key, SetUpTime), QrPicture.Of(address));
        codes.Print(user.DisplayName, key);
    }

    private string? Unseal(PortalUser user)
    {
        try
        {
            return string.IsNullOrEmpty(Sealed) ? null : Protector(user).Unprotect(Sealed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(PortalUser user) =>
        protection.CreateProtector("SecondFactor", user.Id.ToString(), user.SecurityStamp!).ToTimeLimitedDataProtector();
}
