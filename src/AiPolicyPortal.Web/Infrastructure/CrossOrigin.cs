namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Lets pages of any other site read the API and data, without credentials.</summary>
public static class CrossOrigin
{
    private static readonly string[] Exposed =
        ["ETag", "Last-Modified", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", Caching.AnswerCaching.StaleSince, "Content-Disposition", "Content-Range", "Accept-Ranges", Api.RemovalHeaders.Deprecation, Api.RemovalHeaders.Sunset];

    private static readonly string AllExposed = string.Join(',', Exposed);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services) => services.AddCors(options => options.AddDefaultPolicy(policy => policy
        .AllowAnyOrigin().AllowAnyHeader().WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Options)
        .WithExposedHeaders(Exposed).SetPreflightMaxAge(Remembered)));

    /// <summary>Call it before everything that answers, errors included.</summary>
    public static IApplicationBuilder UseCrossOrigin(this IApplicationBuilder app) => app.UseWhen(
        context => !context.IsForPage() && !context.Request.Path.StartsWithSegments(HealthChecks.Root),
        machines => machines.Use(Share).UseWhen(context => context.Request.Headers.Origin.Count > 0, sites => sites.UseCors()));

    // What a reader's browser was given in a tab of its own is in its cache when a page of another site asks for it.
    private static Task Share(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = AllExposed;
        return next(context);
    }
}
