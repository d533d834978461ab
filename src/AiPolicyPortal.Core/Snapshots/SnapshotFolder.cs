using System.Text.Json;

namespace AiPolicyPortal.Core.Snapshots;

/// <summary>
/// Where snapshots are kept, each in a folder of its name. What is not whole lies in folders that are no snapshots: one appears
/// by being renamed, and goes in the same way.
/// </summary>
/// <param name="location">Made when the first snapshot is; null for a portal that has none.</param>
public sealed class SnapshotFolder(string? location)
{
    /// <summary>Ending of the compressed twin that some files have beside them, for readers who take it that way.</summary>
    public const string Compressed = ".gz";

    private const string AsidePrefix = ".aside-";

    // Keeps an empty file of the name of each snapshot that was taken away.
    private const string Removed = ".removed";

    private volatile Listing? known;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    private string Location => location ?? throw new InvalidOperationException("No folder for snapshots is named.");

    /// <summary>The newest first.</summary>
    public IReadOnlyList<SnapshotManifest> All
    {
        get
        {
            if (location is null)
                return [];
            var changed = Directory.GetLastWriteTimeUtc(location);
            if (known is not { } listing || listing.ChangedAt != changed)
                known = listing = new Listing(changed, Read());
            return listing.Snapshots;
        }
    }

    public SnapshotManifest? Latest => All.Count > 0 ? All[0] : null;

    public SnapshotManifest? Find(string name) => All.FirstOrDefault(snapshot => snapshot.Name == name);

    /// <summary>Whether there was a snapshot of this name, which was taken away.</summary>
    public bool WasRemoved(string name) => location is not null && Path.Combine(location, Removed) is var removed && Directory.Exists(removed)
        && Directory.EnumerateFiles(removed).Any(file => Path.GetFileName(file) == name);

    /// <summary>The path of a file that the snapshot names, or that describes it; null for any other name.</summary>
    public string? PathOf(SnapshotManifest snapshot, string file) =>
        file is SnapshotManifest.FileName or SnapshotManifest.DataPackageName or SnapshotManifest.ChecksumsName || snapshot.Files.Any(known => known.Name == file)
            ? Path.Combine(Location, snapshot.Name, file)
            : null;

    /// <summary>A new folder that is no snapshot yet.</summary>
    internal string Begin()
    {
        Directory.CreateDirectory(Location);
        return Directory.CreateDirectory(Aside()).FullName;
    }

    /// <summary>Makes a snapshot of what <see cref="Begin"/> gave.</summary>
    internal void Finish(string begun, SnapshotManifest snapshot) => Directory.Move(begun, Path.Combine(Location, snapshot.Name));

    /// <summary>A name that no snapshot has or had: readers may keep what an address of it gave. The day alone is for its first one.</summary>
    internal string NameFor(DateTimeOffset at, long publication)
    {
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var isFirst = !All.Any(snapshot => snapshot.CreatedAt.UtcDateTime.Date == at.UtcDateTime.Date);
        IEnumerable<string> names = [.. isFirst ? [day] : Array.Empty<string>(), $"{day}-{publication}", .. Enumerable.Range(2, 1000).Select(number => $"{day}-{publication}-{number}")];
        return names.First(name => !Directory.Exists(Path.Combine(Location, name)) && !WasRemoved(name));
    }

    /// <summary>Takes away what killed builders left. Call it while nobody else builds.</summary>
    internal void CleanUp()
    {
        if (!Directory.Exists(Location))
            return;
        foreach (var folder in Directory.GetDirectories(Location, AsidePrefix + "*"))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Takes away all but the newest and the first of each month (UTC).</summary>
    /// <param name="keep">How many of the newest stay, from 1.</param>
    internal void Prune(int keep)
    {
        var firsts = All.GroupBy(snapshot => (snapshot.CreatedAt.UtcDateTime.Year, snapshot.CreatedAt.UtcDateTime.Month)).Select(month => month.MinBy(snapshot => snapshot.CreatedAt));
        foreach (var snapshot in All.Skip(keep).Except(firsts).OfType<SnapshotManifest>().ToList())
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Location, Removed)).FullName, snapshot.Name), "");
            Directory.Move(Path.Combine(Location, snapshot.Name), Aside());
        }

        CleanUp();
    }

    private string Aside() => Path.Combine(Location, AsidePrefix + Guid.NewGuid().ToString("N"));

    private List<SnapshotManifest> Read() => Directory.Exists(Location)
        ? [.. Directory.GetDirectories(Location).Select(ReadManifest).OfType<SnapshotManifest>().OrderByDescending(snapshot => snapshot.CreatedAt)]
        : [];

    private static SnapshotManifest? ReadManifest(string folder)
    {
        var (name, file) = (Path.GetFileName(folder), Path.Combine(folder, SnapshotManifest.FileName));
        if (name.StartsWith('.'))
            return null;
        try
        {
            return SnapshotManifest.Read(File.ReadAllText(file)) is { Tables: not null } manifest && manifest.Name == name ? manifest : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Something else's folder, or one that is being taken away.
            return null;
        }
    }

    private sealed record Listing(DateTime ChangedAt, IReadOnlyList<SnapshotManifest> Snapshots);
}
