namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The path of a folder that does not exist yet, removed with all that has come into it when disposed.</summary>
/// <param name="parent">Where it lies; null for the system's temporary folder.</param>
public sealed class TemporaryFolder(string? parent = null) : IDisposable
{
    public string Location { get; } = Path.Combine(parent ?? Path.GetTempPath(), $"ai-policy-portal-{Guid.NewGuid():N}");

    public string Below(string name) => Path.Combine(Location, name);

    public void Dispose() => Delete(Location);

    public static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
