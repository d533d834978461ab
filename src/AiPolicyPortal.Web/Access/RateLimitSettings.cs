namespace AiPolicyPortal.Web.Access;

/// <summary><c>RateLimits:…</c> of the configuration: how much one client may ask for.</summary>
public sealed record RateLimitSettings
{
    public const string Section = "RateLimits";

    public bool Enabled { get; init; } = true;

    /// <summary>Answers of the API and data a minute, without a key.</summary>
    public int PerMinute { get; init; } = 600;

    /// <summary>The same with a key that has no limit of its own.</summary>
    public int PerMinuteWithKey { get; init; } = 6000;

    /// <summary>Pages a minute. Many readers may share an address.</summary>
    public int PagesPerMinute { get; init; } = 1200;

    /// <summary>Downloads of whole lists at a time, without a key.</summary>
    public int Downloads { get; init; } = 2;

    /// <summary>The same with a key.</summary>
    public int DownloadsWithKey { get; init; } = 6;

    /// <summary>Downloads of whole lists at a time for all clients together, limits enabled or not; further ones wait. Fewer than the pool has connections.</summary>
    public int DownloadsInAll { get; init; } = 4;

    /// <summary>Failed sign-ins of one network in fifteen minutes.</summary>
    public int FailedSignIns { get; init; } = 40;

    /// <summary>Reported errors of one network in an hour.</summary>
    public int CorrectionsPerHour { get; init; } = 10;

    /// <exception cref="Hosting.StartupException">A limit is not a number from 1.</exception>
    public static RateLimitSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<RateLimitSettings>() ?? new RateLimitSettings();
        return new[] { settings.PerMinute, settings.PerMinuteWithKey, settings.PagesPerMinute, settings.Downloads, settings.DownloadsWithKey, settings.DownloadsInAll, settings.FailedSignIns, settings.CorrectionsPerHour }.Min() > 0
            ? settings
            : throw new Hosting.StartupException($"Each limit of {Section} is a number from 1; {Section}:Enabled=false turns them off.");
    }
}
