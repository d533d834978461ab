using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Snapshots;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary>Makes a snapshot after publications, once nothing has been published for a while. What fails is tried again.</summary>
internal sealed partial class SnapshotBuilding(
    IServiceProvider services, SnapshotSettings settings, SnapshotFolder folder, LatestPublication latest, TimeProvider clock, ILogger<SnapshotBuilding> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var next = 1L; ;)
        {
            await latest.WaitForAsync(next, stoppingToken);
            await WaitUntilDueAsync(stoppingToken);
            var heard = latest.Heard!.Number;
            if (await BuildAsync(stoppingToken))
                next = heard + 1;
            else
                await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task WaitUntilDueAsync(CancellationToken cancellationToken)
    {
        // A timer takes no more than some weeks.
        while (folder.Latest is { } last && last.CreatedAt.AddMinutes(settings.MinutesBetween) - clock.GetUtcNow() is var rest && rest > TimeSpan.Zero)
            await Task.Delay(rest < LongestDelay ? rest : LongestDelay, clock, cancellationToken);
        for (HeardPublication? before = null; before != latest.Heard;)
        {
            before = latest.Heard;
            await Task.Delay(TimeSpan.FromSeconds(settings.QuietSeconds), clock, cancellationToken);
        }
    }

    private async Task<bool> BuildAsync(CancellationToken cancellationToken)
    {
        try
        {
            var begun = clock.GetTimestamp();
            var (outcome, snapshot) = await services.GetRequiredService<SnapshotBuilder>().BuildAsync(cancellationToken);
            if (outcome == SnapshotOutcome.Built)
                LogBuilt(logger, snapshot!.Name, snapshot.Publication, snapshot.Files.Sum(file => file.Bytes), clock.GetElapsedTime(begun).TotalSeconds);
            return outcome != SnapshotOutcome.Busy;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Snapshot {Name} of publication {Publication} holds {Bytes} bytes and took {Seconds:0.0} s")]
    private static partial void LogBuilt(ILogger logger, string name, long publication, long bytes, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No snapshot was made; it is tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
