using Npgsql;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>
/// A real PostgreSQL server of one's own: its data in a folder, reachable on 127.0.0.1 alone, with a password of its own.
/// It stops when disposed; where the system can, also when its owner is killed; otherwise the next start stops it first.
/// </summary>
public sealed class EmbeddedPostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _stopping = new(1, 1);
    private readonly string _password;
    private readonly ServerProcess? _process;
    private readonly OwnerLock? _lock;
    private readonly Action<string>? _report;
    private bool _stopped;

    internal EmbeddedPostgresServer(
        ServerFolder folder, int port, Version version, ServerProcess? process, OwnerLock? @lock, Action<string>? report)
    {
        ServerDirectory = folder.Location;
        DataDirectory = folder.Data;
        Port = port;
        Version = version;
        _password = folder.ReadPassword();
        _process = process;
        _lock = @lock;
        _report = report;
    }

    /// <summary>The folder that holds all the server keeps; the data folder is inside it.</summary>
    public string ServerDirectory { get; }

    /// <summary>PostgreSQL's data folder.</summary>
    public string DataDirectory { get; }

    /// <summary>The port on 127.0.0.1; the same from start to start, unless another program has taken it.</summary>
    public int Port { get; }

    /// <summary>Major and minor version of the server, as 15.12.</summary>
    public Version Version { get; }

    /// <summary>Whether the data was there before this start.</summary>
    public bool WasAlreadyInitialised { get; internal init; }

    /// <summary>Whether another process owns the server, so that disposing this leaves it running.</summary>
    public bool IsAttached => _process is null;

    /// <summary>The server's main process; null when it does not run.</summary>
    public int? ProcessId => PostmasterFile.TryRead(DataDirectory)?.ProcessId;

    /// <summary>Makes the server if it is not there yet, and starts it; recovers what a killed run left.</summary>
    /// <exception cref="EmbeddedPostgresException">Another process owns the folder, or the server cannot be run here.</exception>
    public static Task<EmbeddedPostgresServer> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken = default) =>
        ServerStart.StartAsync(options, cancellationToken);

    /// <summary>Uses the server that another process runs in the same folder, such as the web application's, or else starts it.</summary>
    /// <exception cref="EmbeddedPostgresException">The owner's server does not answer in time, or none can be run here.</exception>
    public static Task<EmbeddedPostgresServer> ConnectOrStartAsync(
        EmbeddedPostgresOptions options, CancellationToken cancellationToken = default) =>
        ServerStart.ConnectOrStartAsync(options, cancellationToken);

    /// <summary>A connection string for a database of this server, as its superuser.</summary>
    public string ConnectionString(string databaseName) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = Cluster.Superuser,
        Password = _password,
        Database = databaseName,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Makes an empty database unless there is one of that name.</summary>
    /// <returns>Whether it was made.</returns>
    public async Task<bool> EnsureDatabaseAsync(string databaseName, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenMaintenanceAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter<string> { TypedValue = databaseName });
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return false;
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(databaseName);
        await using var create = new NpgsqlCommand($"create database {quoted}", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    /// <summary>Stops the server cleanly and frees the folder; does nothing the second time, or when attached.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _stopping.WaitAsync(cancellationToken);
        try
        {
            if (_stopped || _process is null)
                return;
            await _process.StopAsync(cancellationToken);
            _lock!.Dispose();
            _stopped = true;
            _report?.Invoke("The database server has stopped.");
        }
        finally
        {
            _stopping.Release();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    internal async Task<NpgsqlConnection> OpenMaintenanceAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString("postgres")) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
