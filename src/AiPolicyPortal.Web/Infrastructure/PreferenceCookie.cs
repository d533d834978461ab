namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>The cookies that keep a reader's language and theme: a word each, no identifier, readable by the page's own script.</summary>
internal static class PreferenceCookie
{
    public static CookieOptions Options(HttpRequest request) => new()
    {
        Path = "/",
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        IsEssential = true,
    };
}
