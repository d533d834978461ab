using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Accounts;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Account;

/// <summary>A recovery code in the place of a lost second factor, after the password. A wrong one counts towards the account's lock.</summary>
public sealed class RecoveryModel(PortalSignInManager signIn, UserManager<PortalUser> users, IStringLocalizer<Interface> words, TimeProvider clock)
    : SecondStepPage(signIn, words, clock)
{
    protected override string FaultText => "Account.Fault.Recovery";

    protected override async Task<SignInResult> CheckAsync(PortalUser user, string code)
    {
        if (await users.IsLockedOutAsync(user))
            return SignInResult.LockedOut;
        var result = await Manager.TwoFactorRecoveryCodeSignInAsync(code);
        if (!result.Succeeded)
            await users.AccessFailedAsync(user);
        return result;
    }
}
