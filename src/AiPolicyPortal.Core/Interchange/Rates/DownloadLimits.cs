namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>What a download may take before it is given up.</summary>
public sealed record DownloadLimits
{
    private const int Mebibyte = 1024 * 1024;

    /// <summary>The longest file; the Bank's largest has less than 1 MiB.</summary>
    public int MaxBytes { get; init; } = 16 * Mebibyte;

    /// <summary>The longest file once it is unpacked; the Bank's largest has less than 3 MiB.</summary>
    public int MaxUnpackedBytes { get; init; } = 64 * Mebibyte;

    /// <summary>How often a file that is cut off, or a server in trouble, is asked again.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Before the second attempt; twice as long before each further one.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may say nothing.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one file, all attempts together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(5);
}
