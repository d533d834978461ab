namespace AiPolicyPortal.Web.Hosting;

/// <summary>Where the store is: as configured, or, once it runs, the Development server of this checkout.</summary>
public sealed class PortalConnection(IConfiguration configuration)
{
    public const string Name = "Portal";

    private string? embedded;

    /// <exception cref="InvalidOperationException">Nothing is configured and no server was started.</exception>
    public string ConnectionString => Configured ?? embedded
        ?? throw new InvalidOperationException($"ConnectionStrings:{Name} is not set and no server was started.");

    public string? Configured => configuration.GetConnectionString(Name) is { Length: > 0 } text ? text : null;

    public void UseEmbedded(string connectionString) => embedded = connectionString;
}
