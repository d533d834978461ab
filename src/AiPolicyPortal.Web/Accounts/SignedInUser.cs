using System.Globalization;
using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>What has to be done before anything else.</summary>
public enum PendingStep
{
    /// <summary>The password was chosen by somebody else.</summary>
    Password,

    /// <summary>Editors and administrators sign in with a second factor.</summary>
    SecondFactor,
}

/// <summary>Who is signed in, as claims and back.</summary>
public static class SignedInUser
{
    /// <summary>How the sign-in was made, as RFC 8176 names it.</summary>
    public const string Method = "amr";

    /// <summary>The method of a sign-in with two factors.</summary>
    public const string TwoFactors = "mfa";

    internal const string Stamp = "stamp";

    // As OpenID Connect names it.
    private const string SessionId = "sid";

    private const string Pending = "pending";

    public static Guid Id(this ClaimsPrincipal user) =>
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."), CultureInfo.InvariantCulture);

    public static string Name(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Name) ?? "";

    public static AccountRole Role(this ClaimsPrincipal user) => Codes<AccountRole>.Parse(user.FindFirstValue(ClaimTypes.Role) ?? "");

    /// <summary>Whether somebody is signed in who may do what <paramref name="least"/> may, with nothing pending.</summary>
    public static bool MayActAs(this ClaimsPrincipal user, AccountRole least) =>
        user.Identity?.IsAuthenticated == true && user.PendingStep() is null && user.Role() >= least;

    /// <summary>The id of the session that a request is part of.</summary>
    public static Guid Session(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionId)!, CultureInfo.InvariantCulture);

    public static PendingStep? PendingStep(this ClaimsPrincipal user) =>
        Codes<PendingStep>.TryParse(user.FindFirstValue(Pending), out var step) ? step : null;

    /// <param name="state">Of the account.</param>
    /// <param name="method">How it signed in; null where that is added later.</param>
    /// <param name="session">Null while it begins.</param>
    internal static ClaimsPrincipal ToPrincipal(AccountState state, string? method, Guid? session)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, state.Id.ToString()), new(ClaimTypes.Name, state.Name), new(ClaimTypes.Role, state.Role.Code()), new(Stamp, state.Stamp),
        ];
        if (method is not null)
            claims.Add(new Claim(Method, method));
        if (session is { } id)
            claims.Add(new Claim(SessionId, id.ToString()));
        if (StepOf(state, method) is { } step)
            claims.Add(new Claim(Pending, step.Code()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }

    private static PendingStep? StepOf(AccountState state, string? method) =>
        state.MustChangePassword ? Accounts.PendingStep.Password
        : state.Role >= AccountRole.Editor && method != TwoFactors ? Accounts.PendingStep.SecondFactor
        : null;
}
