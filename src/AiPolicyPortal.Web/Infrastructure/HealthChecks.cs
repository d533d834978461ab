using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Web.Api;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database answers and its schema is the one this version needs.
/// Both answer 200, or 503 with the reason. However many ask, the database is asked once a second while it is well.
/// </summary>
public static class HealthChecks
{
    public const string Root = "/health";
    public const string Live = Root + "/live";
    public const string Ready = Root + "/ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddPortalHealthChecks(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreCheck>("store", timeout: Patience);
        return services;
    }

    public static IEndpointRouteBuilder MapPortalHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).WithMetadata(ApiMethods.Reading).ExcludeFromDescription();
        routes.MapHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync }).WithMetadata(ApiMethods.Reading).ExcludeFromDescription()
            .CacheOutput(answer => answer.Expire(TimeSpan.FromSeconds(1)).SetVaryByQuery([]));
        return routes;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new Answer(
            report.Status == HealthStatus.Healthy ? "ok" : "unavailable",
            report.Entries.Values.Select(entry => entry.Description).FirstOrDefault(description => description is not null)),
        context.RequestAborted);

    private sealed record Answer(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason);

    private sealed class StoreCheck(PortalDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
                return pending.Any()
                    ? HealthCheckResult.Unhealthy("The database has not the schema of this version; run: portal migrate")
                    : HealthCheckResult.Healthy();
            }
            catch (Exception exception)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.", exception);
            }
        }
    }
}
