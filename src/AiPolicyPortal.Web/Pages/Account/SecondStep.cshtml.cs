using System.Net.Mime;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>A passkey or the code of an authenticator program, after the password.</summary>
public sealed class SecondStepModel(
    PortalSignInManager signIn, UserManager<PortalUser> users, PasskeyStep passkeys, DevelopmentCodes codes, IStringLocalizer<Interface> words, TimeProvider clock)
    : SecondStepPage(signIn, words, clock)
{
    [BindProperty(Name = "credential")]
    public string? Credential { get; set; }

    /// <summary>Whether the account has an authenticator program.</summary>
    public bool HasProgram { get; private set; }

    public bool HasPasskey { get; private set; }

    protected override string FaultText => "Account.Fault.Code";

    /// <summary>What the browser asks a passkey for.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() =>
        await passkeys.BeginAsync(HttpContext) is { } options ? Content(options, MediaTypeNames.Application.Json) : StatusCode(StatusCodes.Status409Conflict);

    /// <summary>What the passkey answered.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellationToken)
    {
        var begun = Clock.GetTimestamp();
        if (await Manager.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return Expired();
        return await AnswerAsync(user, await passkeys.FinishAsync(HttpContext, user, Credential), "passkey", "Account.Fault.Passkey", begun, cancellationToken);
    }

    protected override async Task ShowAsync(PortalUser user)
    {
        (HasProgram, HasPasskey) = (user.TwoFactorEnabled, await Manager.HasPasskeyAsync(user));
        codes.Print(user.DisplayName, await users.GetAuthenticatorKeyAsync(user));
    }

    protected override Task<Microsoft.AspNetCore.Identity.SignInResult> CheckAsync(PortalUser user, string code) =>
        Manager.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
}
