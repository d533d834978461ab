using System.Diagnostics;
using Npgsql;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>The ways to a running server: to own one, or to use the one of another process.</summary>
internal static class ServerStart
{
    private static readonly TimeSpan AttachInterval = TimeSpan.FromMilliseconds(100);

    public static async Task<EmbeddedPostgresServer> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        options = Prepare(options);
        return await OwnAsync(options, TakeLock(options) ?? throw InUse(options), cancellationToken);
    }

    public static async Task<EmbeddedPostgresServer> ConnectOrStartAsync(
        EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        options = Prepare(options);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (TakeLock(options) is { } free)
                return await OwnAsync(options, free, cancellationToken);
            if (await TryAttachAsync(options, cancellationToken) is { } server)
                return server;
            if (clock.Elapsed > options.StartTimeout)
                throw InUse(options);
            await Task.Delay(AttachInterval, cancellationToken);
        }
    }

    private static EmbeddedPostgresOptions Prepare(EmbeddedPostgresOptions options)
    {
        var dataDirectory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataDirectory));
        try
        {
            ServerFolder.CreateDataDirectory(dataDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The folder {dataDirectory} cannot be made: {exception.Message}", exception);
        }
        return options with { DataDirectory = dataDirectory };
    }

    private static OwnerLock? TakeLock(EmbeddedPostgresOptions options)
    {
        try
        {
            return OwnerLock.TryTake(options.DataDirectory);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw ServerFolder.BelongsToAnother(options.DataDirectory, exception);
        }
    }

    private static async Task<EmbeddedPostgresServer> OwnAsync(
        EmbeddedPostgresOptions options, OwnerLock @lock, CancellationToken cancellationToken)
    {
        ServerProcess? process = null;
        try
        {
            var account = await ServerAccount.ChooseAsync(cancellationToken);
            var folder = await ServerFolder.PrepareAsync(options.DataDirectory, account, options.Report, cancellationToken);
            var major = folder.ReadMajorVersion();
            var binaries = await PostgresBinaries.FindAsync(
                options, account, major, InstalledFolders.List(), NpmPackage.ForThisMachine(options), cancellationToken);
            process = new ServerProcess(binaries, account, folder);
            await process.ClearOrphanAsync(options.Report, cancellationToken);
            if (major is null)
                await CreateAsync(options, binaries, account, folder, cancellationToken);
            var port = await process.StartAsync(options, cancellationToken);
            @lock.Announce(new Owner(Environment.ProcessId, folder.Location, port, binaries.Version.ToString()));
            options.Report?.Invoke($"PostgreSQL {binaries.Version} answers on 127.0.0.1:{port}, with its data in {folder.Location}.");
            return new EmbeddedPostgresServer(folder, port, binaries.Version, process, @lock, options.Report)
            {
                WasAlreadyInitialised = major is not null,
            };
        }
        catch (Exception exception)
        {
            await GiveUpAsync(process, @lock);
            if (exception is UnauthorizedAccessException)
                throw ServerFolder.BelongsToAnother(options.DataDirectory, exception);
            throw;
        }
    }

    private static async Task GiveUpAsync(ServerProcess? process, OwnerLock @lock)
    {
        using (@lock)
        {
            if (process is not null)
                await process.StopAsync(CancellationToken.None);
        }
    }

    private static async Task CreateAsync(
        EmbeddedPostgresOptions options,
        PostgresBinaries binaries,
        ServerAccount account,
        ServerFolder folder,
        CancellationToken cancellationToken)
    {
        var who = account.IsCurrent ? "" : $", run as the account {account.Name} because PostgreSQL refuses to run as root";
        options.Report?.Invoke($"Making a private database server with PostgreSQL {binaries.Version} of {binaries.Directory}{who}.");
        await Cluster.CreateAsync(binaries, account, folder, options.ForTests, cancellationToken);
    }

    private static async Task<EmbeddedPostgresServer?> TryAttachAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (OwnerLock.ReadOwner(options.DataDirectory) is not { IsReady: true } owner)
            return null;
        var folder = new ServerFolder(owner.ServerDirectory!);
        try
        {
            var server = new EmbeddedPostgresServer(
                folder, owner.Port, Version.Parse(owner.Version!), process: null, @lock: null, options.Report)
            {
                WasAlreadyInitialised = true,
            };
            await using var connection = await server.OpenMaintenanceAsync(cancellationToken);
            options.Report?.Invoke($"Using the database server of the running portal (process {owner.ProcessId}).");
            return server;
        }
        catch (UnauthorizedAccessException exception)
        {
            throw ServerFolder.BelongsToAnother(folder.Location, exception);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException)
        {
            // The owner has just stopped, or another has taken over: the next look tells.
            return null;
        }
    }

    private static EmbeddedPostgresException InUse(EmbeddedPostgresOptions options)
    {
        var owner = OwnerLock.ReadOwner(options.DataDirectory);
        var who = owner is null ? "another process" : $"process {owner.ProcessId}";
        return new EmbeddedPostgresException(
            $"The database in {options.DataDirectory} is in use by {who}: the portal already runs from this folder. "
            + "Stop that one first, or give this one a folder of its own with Portal:DataDirectory.");
    }
}
