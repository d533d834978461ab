using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>
/// Logs for people in Development, one compact JSON object a line elsewhere. No line carries personal data: neither
/// address, cookies, user agent nor query values of a request.
/// </summary>
public static class Logging
{
    private const string Readable = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Sends all logging through Serilog; <c>Serilog:MinimumLevel</c> of the configuration changes what is kept.</summary>
    public static WebApplicationBuilder AddPortalLogging(this WebApplicationBuilder builder)
    {
        builder.Services.AddSerilog(
            logger => Write(
                logger.MinimumLevel.Information()
                    .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                    .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                    // Keys stand in the database beside what they protect, by decision (docs/security.md), and every start would warn of it.
                    .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogEventLevel.Error)
                    // A failing command is thrown as well; EF Core also counts as failing its look for the first migration.
                    .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
                    .ReadFrom.Configuration(builder.Configuration),
                builder.Environment.IsDevelopment()),
            preserveStaticLogger: true);
        return builder;
    }

    /// <summary>One line a request with its path, status and duration in milliseconds; health checks only when they fail.</summary>
    public static IApplicationBuilder UsePortalRequestLogging(this IApplicationBuilder app) => app.UseSerilogRequestLogging(options =>
    {
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>();
        options.MessageTemplate = "{RequestMethod:l} {RequestPath:l} answered {StatusCode} in {Elapsed:0.0} ms";
        options.GetLevel = (context, _, exception) =>
            // Nothing failed where the client did not wait for its answer.
            context.RequestAborted.IsCancellationRequested && exception is null or OperationCanceledException ? LogEventLevel.Debug
            : exception is not null || context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments(HealthChecks.Root) ? LogEventLevel.Verbose
            : LogEventLevel.Information;
    });

    /// <summary>A logger for failures before the host has its own; writes to standard error.</summary>
    internal static Serilog.Core.Logger ForStartUp(bool development) =>
        Write(new LoggerConfiguration(), development, LevelAlias.Minimum).CreateLogger();

    private static LoggerConfiguration Write(LoggerConfiguration logger, bool readable, LogEventLevel? toStandardError = null) => readable
        ? logger.WriteTo.Console(outputTemplate: Readable, formatProvider: System.Globalization.CultureInfo.InvariantCulture, standardErrorFromLevel: toStandardError)
        : logger.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: toStandardError);
}
