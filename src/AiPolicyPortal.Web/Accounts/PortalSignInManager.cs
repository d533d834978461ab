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

    /// <summary>Begins a session of somebody who has just proved both factors.</summary>
    public Task SignInWithTwoFactorsAsync(PortalUser user) => SignInWithClaimsAsync(
        user, new AuthenticationProperties(), [new System.Security.Claims.Claim(SignedInUser.Method, SignedInUser.TwoFactors)]);
}
