using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>Signs in by the portal's rules: a disabled account does not, and a passkey counts as a second factor as a program's codes do.</summary>
public sealed class PortalSignInManager(
    UserManager<PortalUser> users, IHttpContextAccessor context, IUserClaimsPrincipalFactory<PortalUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<PortalUser>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<PortalUser> confirmation, PortalDbContext db)
    : SignInManager<PortalUser>(users, context, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(PortalUser user) => user.DisabledAt is null && await base.CanSignInAsync(user);

    public override async Task<bool> IsTwoFactorEnabledAsync(PortalUser user) => user.TwoFactorEnabled || await HasPasskeyAsync(user);

    public Task<bool> HasPasskeyAsync(PortalUser user) => db.Passkeys.AnyAsync(passkey => passkey.UserId == user.Id);

    /// <summary>Checks the password of somebody who is signed in. Wrong ones count as at the sign-in, so that an open session is no place to guess it.</summary>
    /// <returns>Key of what is wrong; null when it is right.</returns>
    public async Task<string?> FaultOfPasswordAsync(PortalUser user, string password)
    {
        var result = password.Length > PasswordRules.MaxLength ? SignInResult.Failed : await CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        return result.Succeeded ? null : result.IsLockedOut ? "Account.Fault.Locked" : "Account.Fault.Current";
    }

    /// <summary>Begins a session of somebody who has just proved both factors.</summary>
    public Task SignInWithTwoFactorsAsync(PortalUser user) => SignInWithClaimsAsync(
        user, new AuthenticationProperties(), [new System.Security.Claims.Claim(SignedInUser.Method, SignedInUser.TwoFactors)]);
}
