using AiPolicyPortal.Core.Queries;
using Microsoft.AspNetCore.Mvc;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Light, dark, or as the reader's system says (<c>auto</c>, no cookie).</summary>
public static class Themes
{
    public const string Cookie = "theme";
    public const string Auto = "auto";

    public static IReadOnlyList<string> All { get; } = ["light", "dark", Auto];

    /// <summary>The theme this reader chose; <c>auto</c> when none was.</summary>
    public static string Chosen(HttpRequest request) =>
        request.Cookies[Cookie] is { } theme && All.Contains(theme) ? theme : Auto;

    /// <summary>
    /// <c>POST /preferences/theme</c>: keeps the choice and leads back. It guards nothing of value, and a forgery token would make every page
    /// uncacheable, so there is none; 400 for an unknown theme or an address of another site.
    /// </summary>
    public static IEndpointRouteBuilder MapThemeSwitch(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/preferences/theme", Choose).DisableAntiforgery().ExcludeFromDescription();
        return endpoints;
    }

    private static IResult Choose(HttpContext context, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        if (theme is null || !All.Contains(theme))
            return context.Refuse(new ParameterError("theme", "unknown-value", $"'theme' is one of {string.Join(", ", All)}.", theme) { Known = [.. All] });
        if (PageAddress.Local(returnUrl) is not { } address)
            return context.Refuse(new ParameterError("returnUrl", "unknown-value", "'returnUrl' is an address of this portal, such as /.", returnUrl, "/"));

        if (theme == Auto)
            context.Response.Cookies.Delete(Cookie);
        else
            context.Response.Cookies.Append(Cookie, theme, PreferenceCookie.Options(context.Request));
        return TypedResults.LocalRedirect(address, permanent: false, preserveMethod: false);
    }
}
