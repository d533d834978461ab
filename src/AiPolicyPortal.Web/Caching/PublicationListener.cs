using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Hosting;
using Npgsql;

namespace AiPolicyPortal.Web.Caching;

/// <summary>
/// Keeps <see cref="LatestPublication"/> true: woken by NOTIFY, and asking once a second where that does not come through,
/// as behind some connection poolers and on read replicas. It connects anew by itself.
/// </summary>
internal sealed partial class PublicationListener(
    PortalConnection portal, LatestPublication latest, TimeProvider clock, ILogger<PublicationListener> logger) : BackgroundService
{
    /// <summary>What its connection is called in the server's list.</summary>
    public const string ApplicationName = "portal-listener";

    private const int PatienceSeconds = 5;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private bool connected;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever the driver says: without a listener nobody would hear of publications, and its end would stop the portal.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                await RecoverAsync(exception, stoppingToken);
            }
        }
    }

    // Whoever was connected tries again at once: one lost connection is not yet a database that is away.
    private async Task RecoverAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (connected)
        {
            connected = false;
            return;
        }

        if (latest.AwaySince is null)
        {
            LogAway(logger, exception.Message);
            latest.Lose(clock.GetUtcNow());
        }

        await Task.Delay(Interval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync(cancellationToken);
        await ListenAsync(connection, cancellationToken);
        while (true)
        {
            var publication = await ReadAsync(connection, cancellationToken);
            if (latest.AwaySince is not null)
            {
                LogBack(logger);
            }

            latest.Hear(publication);
            connected = true;
            await connection.WaitAsync(Interval, cancellationToken);
        }
    }

    private static async Task ListenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var listen = new NpgsqlCommand($"listen {Publisher.Channel}", connection);
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException)
        {
            // A server that recovers or replicates cannot listen; asking each second does.
        }
    }

    private static async Task<HeardPublication> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select number, published_at from publications order by number desc limit 1", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new HeardPublication(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1))
            : new HeardPublication(0, null);
    }

    private string ConnectionString() => new NpgsqlConnectionStringBuilder(portal.ConnectionString)
    {
        ApplicationName = ApplicationName,
        Pooling = false,
        Timeout = PatienceSeconds,
        CommandTimeout = PatienceSeconds,
    }.ConnectionString;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer; what is in memory is served, marked stale: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database answers again")]
    private static partial void LogBack(ILogger logger);
}
