namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>The cookies that keep a reader's language and theme: a word each, no identifier, readable by the page's own script.</summary>
internal static class PreferenceCookie
{
    /// <param name="isKept">For a year; else until the browser is closed.</param>
    public static CookieOptions Options(HttpRequest request, bool isKept = true) => new()
    {
        Path = "/",
        MaxAge = isKept ? TimeSpan.FromDays(365) : null,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        IsEssential = true,
    };
}
