namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>The server's settings beyond PostgreSQL's defaults, written anew at each start.</summary>
internal static class ServerSettings
{
    // Loopback TCP rather than a Unix socket: the same on every system, for a checkout at a path of any length
    // (a socket's may have about 100 characters), for a server under another account, and for any tool.
    private static readonly string[] Always =
    [
        "listen_addresses = '127.0.0.1'",
        "unix_socket_directories = ''",
        "password_encryption = 'scram-sha-256'",
        "timezone = 'UTC'",
        "log_timezone = 'UTC'",
        "lc_messages = 'C'",
        "logging_collector = on",
        "log_directory = 'log'",
        "log_filename = 'server-%a.log'",
        "log_rotation_age = '1d'",
        "log_rotation_size = 0",
        "log_truncate_on_rotation = on",
        "log_line_prefix = '%m [%p] %d '",
    ];

    private const long Mebibyte = 1 << 20;

    private static readonly string[] Durable = ["max_connections = 100"];

    private static readonly string[] ForTests =
    [
        "max_connections = 200",
        "fsync = off",
        "synchronous_commit = off",
        "full_page_writes = off",
        "wal_level = minimal",
        "max_wal_senders = 0",
    ];

    /// <param name="options">Whether the data can be made again, and the memory to use.</param>
    /// <param name="port">On the loopback address.</param>
    /// <param name="memory">Of the machine, or what the process may use of it, in bytes.</param>
    public static IEnumerable<string> Lines(EmbeddedPostgresOptions options, int port, long memory) =>
    [
        .. Always,
        $"port = {port}",
        // PostgreSQL's manual gives a quarter of a server's memory; this one shares the machine with its user.
        $"shared_buffers = '{(options.SharedBuffers ?? Math.Clamp(memory / 8, 128 * Mebibyte, 2048 * Mebibyte)) / Mebibyte}MB'",
        $"effective_cache_size = '{Math.Max(memory / 2 / Mebibyte, 256)}MB'",
        // What a common word finds lies all over the index: its pages are asked for ahead. Before PostgreSQL 18 it starts with it on Linux alone.
        .. OperatingSystem.IsLinux() ? ["effective_io_concurrency = 64"] : Array.Empty<string>(),
        .. options.ForTests ? ForTests : Durable,
    ];
}
