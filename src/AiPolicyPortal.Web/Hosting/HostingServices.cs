using AiPolicyPortal.Core.Persistence;

namespace AiPolicyPortal.Web.Hosting;

internal static class HostingServices
{
    /// <summary>Registers the store, and the embedded server that a Development run uses where none is configured.</summary>
    public static WebApplicationBuilder AddPortalDatabase(this WebApplicationBuilder builder)
    {
        DevelopmentAddress.MoveFromTakenPort(builder);
        builder.Services.AddSingleton<PortalConnection>();
        builder.Services.AddPortalStore(services => services.GetRequiredService<PortalConnection>().ConnectionString);
        builder.Services.AddHostedService<PortalDatabase>();
        return builder;
    }
}
