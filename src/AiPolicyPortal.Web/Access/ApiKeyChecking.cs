using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Access;

/// <summary>
/// Reads a key from <c>X-Api-Key</c> or <c>Authorization: Bearer</c>. Reading needs none, but one that is unknown or revoked is refused
/// with 401 rather than ignored.
/// </summary>
internal sealed class ApiKeyChecking(RequestDelegate next, KnownKeys keys, RateLimiters limiters)
{
    public const string Header = "X-Api-Key";

    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.IsForPage() || KeyOf(context.Request) is not { } key || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await next(context);
            return;
        }

        if (keys.Remembered(key) is not { } check)
        {
            // Guessing is limited like asking. A key that was good is looked up again, whatever else its address guesses.
            var isWanted = IsWellFormed(key) && (keys.WasGood(key) || !limiters.IsUsedUp(limiters.OfLookUps(context)));
            check = isWanted ? await keys.LookUpAsync(key, context.RequestAborted) : new KeyCheck(null, IsRefused: true);
        }

        if (check.IsRefused)
        {
            var share = limiters.OfLookUps(context);
            if (limiters.Refuse(context, share) is { } refusal)
            {
                limiters.Describe(context.Response.Headers, share);
                await refusal.ExecuteAsync(context);
                return;
            }

            limiters.Describe(context.Response.Headers, share);
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"AI Policy Portal\", error=\"invalid_token\"";
            await ApiProblems.UnknownKey().ExecuteAsync(context);
            return;
        }

        context.Features.Set(check.Holder);
        await next(context);
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers[Header].ToString() is { Length: > 0 } own)
            return own;
        var authorization = request.Headers[HeaderNames.Authorization].ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization[Scheme.Length..].Trim() : null;
    }

    private static bool IsWellFormed(string key) => key.Length == ApiKeys.Length && key.StartsWith(ApiKeys.Prefix, StringComparison.Ordinal);
}
