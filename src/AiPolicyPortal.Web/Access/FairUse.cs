using AiPolicyPortal.Core.Access;

namespace AiPolicyPortal.Web.Access;

/// <summary>Keys of the API and each client's share of the portal.</summary>
public static class FairUse
{
    /// <exception cref="Hosting.StartupException">A limit of the configuration cannot be used.</exception>
    public static WebApplicationBuilder AddFairUse(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton(RateLimitSettings.Read(builder.Configuration))
            .AddSingleton<RateLimiters>()
            .AddSingleton<DownloadQueue>()
            .AddSingleton<KnownKeys>()
            .AddScoped<ApiKeys>();
        return builder;
    }

    /// <summary>Call it after the error pages and before everything that costs more than it.</summary>
    public static IApplicationBuilder UseFairUse(this IApplicationBuilder app)
    {
        app.UseMiddleware<ApiKeyChecking>();
        return app.ApplicationServices.GetRequiredService<RateLimitSettings>().Enabled ? app.UseMiddleware<RateLimiting>() : app;
    }
}
