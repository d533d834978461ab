using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Citing;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Formatting;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.WebEncoders;
using Microsoft.Net.Http.Headers;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// English and French. The language of a page is, in this order: <c>lang</c> in the address (then kept in a cookie, for the visit alone where the link was not the portal's own), the cookie,
/// <c>Accept-Language</c>, English. Answers to machines are always in English, but for feeds whose address names another language: to everybody an
/// address gives the same.
/// </summary>
public static class Localization
{
    public const string Parameter = "lang";
    public const string Cookie = "lang";

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The languages of the interface, each with its own name for itself.</summary>
    public static IReadOnlyDictionary<string, string> Languages { get; } =
        new Dictionary<string, string> { ["en"] = "English", ["fr"] = "Français" };

    /// <summary>The language of the request as an address names it; null for English, which is there without being named.</summary>
    public static string? Named => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is var language && language == English.Name ? null : language;

    /// <summary>Whatever the rest of this request says is in that language.</summary>
    public static void Speak(this HttpContext context, string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        context.Response.Headers.ContentLanguage = language;
    }

    public static IServiceCollection AddPortalLocalization(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<MoneyText>();
        services.AddSingleton<FeedWords>();
        services.AddSingleton<CitationMaker>();
        services.AddSingleton<GroupLabels>();
        services.AddSingleton<TotalCriteria>();
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(English.Name);
            options.AddSupportedCultures([.. Languages.Keys]);
            options.AddSupportedUICultures([.. Languages.Keys]);
            options.ApplyCurrentCultureToResponseHeaders = true;
            options.RequestCultureProviders = [new ChosenLanguageProvider(), new AcceptedLanguageProvider()];
        });
    }

    /// <summary>Sets the culture of each page. An unknown <c>lang</c> is refused with 400, like any unknown value.</summary>
    public static IApplicationBuilder UsePortalLocalization(this IApplicationBuilder app)
    {
        // The framework would make a culture anew for each request of a machine, which takes a twentieth of the time of an answer from memory.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = English;
        return app.Use(SayEnglish).UseWhen(context => context.IsForPage(), pages => pages.UseRequestLocalization().Use(RememberLanguage));
    }

    private static Task SayEnglish(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentLanguage = English.Name;
        return next(context);
    }

    private static Task RememberLanguage(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode == StatusCodes.Status304NotModified
                || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                // An error page is made within the request that failed.
                var headers = context.Response.Headers;
                if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.AcceptLanguage))
                    headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptLanguage, HeaderNames.Cookie);
            }

            return Task.CompletedTask;
        });

        string? asked = context.Request.Query[Parameter];
        if (string.IsNullOrEmpty(asked))
            return next(context);

        if (!Languages.ContainsKey(asked))
        {
            context.Refuse(new ParameterError(Parameter, "unknown-value", $"'{Parameter}' is one of {string.Join(", ", Languages.Keys)}.", asked) { Known = [.. Languages.Keys] });
            return Task.CompletedTask;
        }

        // Whoever follows a link from elsewhere, or sees a chart there, has not chosen the language: it is that of the visit, unless one was chosen before.
        var isOwnChoice = context.Request.Headers["Sec-Fetch-Site"] is not { Count: > 0 } site || site == "same-origin";
        var chosen = context.Request.Cookies[Cookie];
        if (chosen != asked && (isOwnChoice || (chosen is null && !context.IsEmbedded())))
            context.Response.Cookies.Append(Cookie, asked, PreferenceCookie.Options(context.Request, isKept: isOwnChoice));
        return next(context);
    }

    // The framework takes a language that is refused (q=0) for one that is accepted last.
    private sealed class AcceptedLanguageProvider : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            StringSegment[] languages =
            [
                .. httpContext.Request.GetTypedHeaders().AcceptLanguage.Where(language => language.Quality != 0)
                    .OrderByDescending(language => language.Quality ?? 1).Select(language => language.Value),
            ];
            return Task.FromResult(languages.Length == 0 ? null : new ProviderCultureResult(languages));
        }
    }

    private sealed class ChosenLanguageProvider : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var chosen = Known(PageAddress.Query(httpContext)[Parameter]) ?? Known(httpContext.Request.Cookies[Cookie]);
            return Task.FromResult(chosen is null ? null : new ProviderCultureResult(chosen));
        }

        private static string? Known(string? language) => language is not null && Languages.ContainsKey(language) ? language : null;
    }
}
