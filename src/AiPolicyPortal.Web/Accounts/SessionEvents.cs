using System.Globalization;
using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>
/// Checks a session against its account on each request, so that a changed role, a disabled account or signing out everywhere holds at once,
/// and leads whoever may not see a page to where that can be mended.
/// </summary>
internal sealed class SessionEvents(PortalDbContext db, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string Started = "started";

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items.TryAdd(Started, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (NeedsNobody(context.HttpContext))
            return;

        if (HasEnded(context.Properties) || await StateAsync(context) is not { } state)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        context.ReplacePrincipal(SignedInUser.ToPrincipal(state, context.Principal!.FindFirstValue(SignedInUser.Method)));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.IsForPage())
            context.Response.Redirect(AccountAddress.SignIn(context.Request));
        else
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.IsForPage() && context.HttpContext.User.PendingStep() is { } step)
            context.Response.Redirect(AccountAddress.Of(step, context.Request));
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Errors are shown while the database is away too, and styles are for everybody.
    private static bool NeedsNobody(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private bool HasEnded(AuthenticationProperties properties) =>
        !properties.Items.TryGetValue(Started, out var text)
        || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var started)
        || DateTimeOffset.FromUnixTimeSeconds(started) + Sessions.Longest <= clock.GetUtcNow();

    private async Task<AccountState?> StateAsync(CookieValidatePrincipalContext context)
    {
        var user = context.Principal!;
        var state = await AccountState.FindAsync(db, user.Id(), context.HttpContext.RequestAborted);
        return state?.Stamp == user.FindFirstValue(SignedInUser.Stamp) ? state : null;
    }
}
