using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Core.Persistence;

public static class PersistenceServices
{
    /// <summary>Registers the store on a PostgreSQL connection string, asked for when the first context is made.</summary>
    public static IServiceCollection AddPortalStore(this IServiceCollection services, Func<IServiceProvider, string> connectionString) =>
        services.AddDbContext<PortalDbContext>((provider, options) => options.UsePortal(connectionString(provider)));

    /// <summary>A context of the caller's own, outside any container.</summary>
    public static PortalDbContext Open(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PortalDbContext>();
        options.UsePortal(connectionString);
        return new PortalDbContext(options.Options);
    }

    public static DbContextOptionsBuilder UsePortal(this DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(WithoutCompiling(connectionString), npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .UseSnakeCaseNamingConvention()
        .AddInterceptors(FactsHistoryInterceptor.Instance);

    // Compiling a query takes PostgreSQL longer than answering any of the portal's.
    private static string WithoutCompiling(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options ??= "-c jit=off";
        return builder.ConnectionString;
    }
}

/// <summary>Lets <c>dotnet ef</c> make migrations without a server.</summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    public PortalDbContext CreateDbContext(string[] args) => PersistenceServices.Open("Host=localhost;Database=portal");
}
