using System.Text.Json;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Who owns a data directory, and once its server answers, where.</summary>
internal sealed record Owner(int ProcessId, string? ServerDirectory = null, int Port = 0, string? Version = null)
{
    public bool IsReady => Port != 0;
}

/// <summary>
/// Held for as long as a process owns a data directory; the system lets go of it when the process dies in whatever way.
/// The owner is named in a file of its own, as a locked one cannot be read everywhere.
/// </summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly string _dataDirectory;
    private readonly FileStream _file;

    private OwnerLock(string dataDirectory, FileStream file)
    {
        _dataDirectory = dataDirectory;
        _file = file;
        Announce(new Owner(Environment.ProcessId));
    }

    /// <returns>Null when another owner holds it.</returns>
    public static OwnerLock? TryTake(string dataDirectory)
    {
        try
        {
            var path = Path.Combine(dataDirectory, "postgres.lock");
            return new OwnerLock(dataDirectory, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            return null;
        }
    }

    public static Owner? ReadOwner(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize<Owner>(File.ReadAllText(OwnerFile(dataDirectory)));
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    public void Announce(Owner owner)
    {
        var written = OwnerFile(_dataDirectory) + ".new";
        File.WriteAllText(written, JsonSerializer.Serialize(owner));
        File.Move(written, OwnerFile(_dataDirectory), overwrite: true);
    }

    public void Dispose()
    {
        if (!_file.CanRead)
            return;
        File.Delete(OwnerFile(_dataDirectory));
        _file.Dispose();
    }

    private static string OwnerFile(string dataDirectory) => Path.Combine(dataDirectory, "postgres.owner");

    // EAGAIN of Linux, EAGAIN of macOS, and the sharing violation of Windows.
    private static bool IsHeldByAnother(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
