using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>The code of an authenticator program, after the password.</summary>
public sealed class SecondStepModel(
    PortalSignInManager signIn, UserManager<PortalUser> users, DevelopmentCodes codes, IStringLocalizer<Interface> words, TimeProvider clock)
    : SecondStepPage(signIn, words, clock)
{
    protected override string FaultText => "Account.Fault.Code";

    protected override async Task ShowAsync(PortalUser user) => codes.Print(user.DisplayName, await users.GetAuthenticatorKeyAsync(user));

    protected override Task<Microsoft.AspNetCore.Identity.SignInResult> CheckAsync(PortalUser user, string code) =>
        Manager.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
}
