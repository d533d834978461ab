using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>
/// A passkey as the second step of a sign-in. What was asked of it travels in the cookie of that step, beside the account that waits there;
/// Identity's own way would put it in the account's place, and whoever turned back could not type a code any more.
/// </summary>
public sealed class PasskeyStep(PortalSignInManager signIn, UserManager<PortalUser> users, IPasskeyHandler<PortalUser> handler, Passkeys passkeys)
{
    private static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;
    private const string State = "passkey-state";
    private const string AccountAsItWas = "passkey-account";

    /// <summary>Asks for a passkey of the account that gave its password.</summary>
    /// <returns>What <c>navigator.credentials.get</c> takes, as JSON; null when no account waits.</returns>
    public async Task<string?> BeginAsync(HttpContext context)
    {
        var waiting = await context.AuthenticateAsync(Scheme);
        if (waiting.Principal is null || await signIn.GetTwoFactorAuthenticationUserAsync() is not { } user)
            return null;

        var asked = await handler.MakeRequestOptionsAsync(user, context);
        var kept = waiting.Principal.Claims.Where(claim => claim.Type is not (State or AccountAsItWas));
        // With the properties of the first, so that asking again does not prolong the ten minutes.
        await context.SignInAsync(
            Scheme,
            new ClaimsPrincipal(new ClaimsIdentity([.. kept, new(State, asked.AssertionState ?? ""), new(AccountAsItWas, user.ConcurrencyStamp!)], Scheme)),
            waiting.Properties);
        return asked.RequestOptionsJson;
    }

    /// <summary>Checks what the passkey answered, and begins the session. A wrong answer counts towards the account's lock.</summary>
    /// <param name="context">Of the request.</param>
    /// <param name="user">The account that waits.</param>
    /// <param name="credential">The answer of <c>navigator.credentials.get</c> as JSON.</param>
    public async Task<SignInResult> FinishAsync(HttpContext context, PortalUser user, string? credential)
    {
        if (!await signIn.CanSignInAsync(user))
            return SignInResult.NotAllowed;
        if (await users.IsLockedOutAsync(user))
            return SignInResult.LockedOut;
        if (!await IsProvedAsync(context, user, credential))
        {
            await users.AccessFailedAsync(user);
            return await users.IsLockedOutAsync(user) ? SignInResult.LockedOut : SignInResult.Failed;
        }

        await context.SignOutAsync(Scheme);
        await signIn.SignInWithTwoFactorsAsync(user);
        return SignInResult.Success;
    }

    private async Task<bool> IsProvedAsync(HttpContext context, PortalUser user, string? credential)
    {
        var waiting = (await context.AuthenticateAsync(Scheme)).Principal;
        // Using a passkey changes the account, so what was asked before is answered once, on whatever node.
        if (string.IsNullOrEmpty(credential) || waiting?.FindFirstValue(AccountAsItWas) != user.ConcurrencyStamp)
            return false;

        var answered = await handler.PerformAssertionAsync(new PasskeyAssertionContext
        {
            HttpContext = context,
            CredentialJson = credential,
            AssertionState = waiting!.FindFirstValue(State),
        });
        return answered.Succeeded && answered.User.Id == user.Id
            && await passkeys.UseAsync(user, answered.Passkey, context.ActorAs(user), context.RequestAborted);
    }
}
