using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Hosting;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary><c>Snapshots:…</c> of the configuration: where snapshots are kept and when they are made.</summary>
public sealed record SnapshotSettings
{
    public const string Section = "Snapshots";

    /// <summary>Without it a Development run with its own server keeps them beside that; any other has none.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether this node makes snapshots, or only serves those that are there.</summary>
    public bool Build { get; init; } = true;

    /// <summary>For how long nothing must have been published before one is made.</summary>
    public int QuietSeconds { get; init; } = 20;

    /// <summary>How long one stays the newest, whatever is published.</summary>
    public int MinutesBetween { get; init; } = 60;

    /// <summary>How many of the newest stay, besides the first of each month.</summary>
    public int Keep { get; init; } = SnapshotBuilder.DefaultKeep;

    /// <exception cref="StartupException">A number is out of range, or the folder cannot be used.</exception>
    public static SnapshotSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = configuration.GetSection(Section).Get<SnapshotSettings>() ?? new SnapshotSettings();
        if (settings.Folder is null && environment.IsDevelopment() && string.IsNullOrEmpty(configuration.GetConnectionString(PortalConnection.Name)))
            settings = settings with { Folder = Path.Combine(PortalDatabase.OwnFolder(configuration, environment), "snapshots") };
        if (settings.QuietSeconds < 0 || settings.MinutesBetween < 0 || settings.Keep < 1)
            throw new StartupException($"{Section}:QuietSeconds and {Section}:MinutesBetween are numbers from 0, {Section}:Keep is one from 1.");
        return string.IsNullOrEmpty(settings.Folder) ? settings with { Folder = null, Build = false } : settings.Checked();
    }

    private SnapshotSettings Checked()
    {
        try
        {
            if (Build)
            {
                Directory.CreateDirectory(Folder!);
                File.Create(Path.Combine(Folder!, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
            }

            return this with { Folder = Path.GetFullPath(Folder!) };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StartupException($"{Section}:Folder names '{Folder}', which cannot be written: {exception.Message} {Section}:Build=false only reads it.");
        }
    }
}
