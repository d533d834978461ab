namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Where a private PostgreSQL server lives and how it is run.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The value of <see cref="Binaries"/> that asks for the npm package even where a server is installed.</summary>
    public const string NpmPackage = "npm";

    /// <summary>Folder that keeps the server's data; made when missing. One running owner per folder.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>, or <see cref="NpmPackage"/>; null or empty: look for them.
    /// </summary>
    public string? Binaries { get; init; }

    /// <summary>Where the npm package is kept; null: a folder of the current account, or of the system for root.</summary>
    public string? PackageCacheDirectory { get; init; }

    /// <summary>Gives up surviving a power cut for speed, and allows 200 connections. For data that can be made again.</summary>
    public bool ForTests { get; init; }

    /// <summary>
    /// What the server may keep of its files in memory of its own, in bytes, taken when first needed. Null: an eighth of what the process may use, from
    /// 128 MiB to 2 GiB.
    /// </summary>
    public long? SharedBuffers { get; init; }

    /// <summary>How long a server may take until it answers; recovery after a crash is within it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Told in plain words, one sentence at a time, what is being done.</summary>
    public Action<string>? Report { get; init; }
}
