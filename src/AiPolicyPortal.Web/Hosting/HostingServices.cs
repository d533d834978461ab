using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Caching;

namespace AiPolicyPortal.Web.Hosting;

internal static class HostingServices
{
    /// <summary>Registers the store, and the embedded server that a Development run uses where none is configured.</summary>
    /// <exception cref="StartupException">No store is configured and this is no Development run.</exception>
    public static WebApplicationBuilder AddPortalDatabase(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration.GetConnectionString(PortalConnection.Name)))
        {
            throw new StartupException(
                $"ConnectionStrings:{PortalConnection.Name} is not set. Set the environment variable ConnectionStrings__{PortalConnection.Name}, "
                + "such as Host=database;Database=portal;Username=portal;Password=…");
        }

        DevelopmentAddress.MoveFromTakenPort(builder);
        builder.Services.AddSingleton<PortalConnection>();
        builder.Services.AddPortalStore(services => services.GetRequiredService<PortalConnection>().ConnectionString);
        builder.Services.AddHostedService<PortalDatabase>();
        builder.Services.AddHostedService<PublicationListener>();
        return builder;
    }
}
