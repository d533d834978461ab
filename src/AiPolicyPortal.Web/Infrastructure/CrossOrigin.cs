using Microsoft.AspNetCore.Cors.Infrastructure;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Lets pages of any other site read the API and data, and assistants in a browser use the tools, without credentials.</summary>
public static class CrossOrigin
{
    /// <summary>Of the tools, which are asked by POST.</summary>
    private const string Tools = "tools";

    private static readonly string Exposed = string.Join(
        ',',
        "ETag", "Last-Modified", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", Caching.AnswerCaching.StaleSince, "Content-Disposition", "Content-Range", "Accept-Ranges", Api.RemovalHeaders.Deprecation, Api.RemovalHeaders.Sunset);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services) => services.AddCors(options =>
    {
        options.AddDefaultPolicy(policy => Allow(policy));
        options.AddPolicy(Tools, policy => Allow(policy, HttpMethods.Post));

        static void Allow(CorsPolicyBuilder policy, params string[] besides) => policy.AllowAnyOrigin().AllowAnyHeader()
            .WithMethods([HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, .. besides]).SetPreflightMaxAge(Remembered);
    });

    /// <summary>Call it before everything that answers, errors included.</summary>
    public static IApplicationBuilder UseCrossOrigin(this IApplicationBuilder app) => app.UseWhen(
        context => !context.IsForPage() && !context.Request.Path.StartsWithSegments(HealthChecks.Root),
        machines => machines.Use(Share).UseWhen(
            context => HttpMethods.IsOptions(context.Request.Method),
            asked => asked.UseWhen(IsForTools, tools => tools.UseCors(Tools)).UseWhen(context => !IsForTools(context), others => others.UseCors())));

    private static bool IsForTools(HttpContext context) => context.Request.Path.StartsWithSegments("/mcp");

    // Said to everybody, whoever asks from where: a cache on the way gives one and the same answer to a script and to another site's page.
    private static Task Share(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            context.Response.Headers.AccessControlExposeHeaders = Exposed;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
