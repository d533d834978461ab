using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing.Drafts;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>Publishes change sets whose time has come. Several nodes may try: a change set is locked while it is published, and then it is.</summary>
internal sealed partial class ScheduledPublishing(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduledPublishing> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var services = scope.ServiceProvider;
                await new ChangeSets(services.GetRequiredService<PortalDbContext>(), clock).PublishDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database may be away; the next round tries again.
                LogFailure(log, exception.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Scheduled change sets could not be looked at: {Reason}")]
    private static partial void LogFailure(ILogger log, string reason);
}
