using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Hosting;

namespace AiPolicyPortal.Web.Snapshots;

public static class SnapshotServices
{
    /// <summary>Registers what makes and what finds snapshots.</summary>
    /// <exception cref="StartupException">A setting cannot be used.</exception>
    public static WebApplicationBuilder AddPortalSnapshots(this WebApplicationBuilder builder)
    {
        var settings = SnapshotSettings.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(settings).AddSingleton(new SnapshotFolder(settings.Folder));
        if (settings.Build)
        {
            builder.Services.AddSingleton(services => new SnapshotBuilder(
                services.GetRequiredService<PortalConnection>().ConnectionString, services.GetRequiredService<SnapshotFolder>(), settings.Keep,
                services.GetRequiredService<TimeProvider>()));
            builder.Services.AddHostedService<SnapshotBuilding>();
        }

        return builder;
    }
}
