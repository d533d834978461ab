using System.Globalization;
using System.Security.Claims;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>
/// Checks a session against its account on each request, so that a changed role, a disabled account or ending it from elsewhere holds at once,
/// and leads whoever may not see a page to where that can be mended.
/// </summary>
internal sealed class SessionEvents(UserSessions sessions, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string Started = "started";
    private const string Session = "session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var (items, user, request) = (context.Properties.Items, context.Principal!, context.HttpContext.Request);
        items.TryAdd(Started, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var session = await sessions.BeginAsync(
            IdOf(context.Properties), user.Id(), user.FindFirstValue(SignedInUser.Stamp)!, BrowserName.Of(request.Headers.UserAgent), context.HttpContext.RequestAborted);
        items[Session] = session.ToString();
    }

    public override Task SigningOut(CookieSigningOutContext context) => context.HttpContext.User is { Identity.IsAuthenticated: true } user
        ? sessions.EndAsync(user.Id(), user.Session(), context.HttpContext.RequestAborted)
        : Task.CompletedTask;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (NeedsNobody(context.HttpContext))
            return;

        if (HasEnded(context.Properties) || IdOf(context.Properties) is not { } session || await StateAsync(context, session) is not { } state)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        context.ReplacePrincipal(SignedInUser.ToPrincipal(state, context.Principal!.FindFirstValue(SignedInUser.Method), session));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        // Where somebody typed, the error page keeps it.
        if (context.HttpContext.IsForPage() && !UnsentForm.IsIn(context.Request, context.Request.Path))
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
        || DateTimeOffset.FromUnixTimeSeconds(started) + UserSession.Longest <= clock.GetUtcNow();

    private static Guid? IdOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Session, out var text) && Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : null;

    private async Task<AccountState?> StateAsync(CookieValidatePrincipalContext context, Guid session)
    {
        var user = context.Principal!;
        var state = await sessions.FindAsync(user.Id(), session, context.HttpContext.RequestAborted);
        return state?.Stamp == user.FindFirstValue(SignedInUser.Stamp) ? state : null;
    }
}
