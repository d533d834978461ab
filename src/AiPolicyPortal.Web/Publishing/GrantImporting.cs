using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Web.Hosting;

namespace AiPolicyPortal.Web.Publishing;

/// <summary>Does what takes long with imports of grants, one after the other. Several nodes may: an import is one node's at a time.</summary>
internal sealed partial class GrantImporting(PortalConnection connection, TimeProvider clock, ILogger<GrantImporting> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string node = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():n}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await new GrantImportWorker(connection.ConnectionString, clock, node).RunOneAsync(null, null, stoppingToken))
                {
                    await Task.Delay(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The database may be away; the next round tries again, and what was begun begins where it was left.
                LogFailure(log, exception.Message);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "An import of grants was interrupted and is taken up again: {Reason}")]
    private static partial void LogFailure(ILogger log, string reason);
}
