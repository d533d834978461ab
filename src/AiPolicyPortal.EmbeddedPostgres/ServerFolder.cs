using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>What the server keeps: its data, the superuser's password and the port it had last. Readable by its account alone.</summary>
internal sealed record ServerFolder(string Location)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersMayPass = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Data => In("data");

    public string Password => In("password");

    public string Port => In("port");

    public string StartLog => In("start.log");

    /// <summary>The major version that made the data; null when there is none yet.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder is another account's.</exception>
    public int? ReadMajorVersion()
    {
        try
        {
            return int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Makes the owner's directory; one that root makes lets other accounts pass through.</summary>
    public static void CreateDataDirectory(string dataDirectory)
    {
        if (Directory.Exists(dataDirectory))
            return;
        Directory.CreateDirectory(dataDirectory);
        if (Environment.IsPrivilegedProcess)
            LetOthersPass(dataDirectory);
    }

    public static void LetOthersPass(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | OthersMayPass);
    }

    /// <summary>Finds or makes the folder, at a place that the account can reach, and checks that it is the account's.</summary>
    public static async Task<ServerFolder> PrepareAsync(
        string dataDirectory, ServerAccount account, Action<string>? report, CancellationToken cancellationToken)
    {
        var folder = new ServerFolder(
            account.IsCurrent || await account.MayEnterAsync(dataDirectory, cancellationToken)
                ? Path.Combine(dataDirectory, "postgres")
                : Elsewhere(dataDirectory, account, report));
        if (!Directory.Exists(folder.Location))
        {
            CreatePrivate(folder.Location);
            await account.GiveAsync(folder.Location, cancellationToken);
        }
        if (!await account.OwnsAsync(folder.Location, cancellationToken))
            throw BelongsToAnother(folder.Location);
        return folder;
    }

    public static EmbeddedPostgresException BelongsToAnother(string folder, Exception? cause = null) => new(
        $"The folder {folder} belongs to another account: was the portal last run as root, or by someone else? "
        + "Run it as the same account again, delete the folder, or choose another with Portal:DataDirectory.", cause);

    public async Task WritePasswordAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var writer = new StreamWriter(Password, options))
            await writer.WriteAsync(RandomNumberGenerator.GetHexString(32, lowercase: true));
        await account.GiveAsync(Password, cancellationToken);
    }

    public string ReadPassword() => File.ReadAllText(Password).Trim();

    public async Task WriteSettingsAsync(IEnumerable<string> lines, ServerAccount account, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Data, "portal.conf");
        await File.WriteAllLinesAsync(file, lines, cancellationToken);
        await account.GiveAsync(file, cancellationToken);
    }

    /// <summary>The end of the newest log, where a server that did not start says why.</summary>
    public string LogTail(int lines = 5)
    {
        var folder = new DirectoryInfo(Path.Combine(Data, "log"));
        var newest = folder.Exists ? folder.EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc) : null;
        return newest is null ? "" : string.Join('\n', File.ReadLines(newest.FullName).TakeLast(lines));
    }

    // The name is of the data directory's path, so that a copied checkout does not share its original's server; the random
    // end is noted in the data directory, so that one who deletes that starts afresh, as anywhere else.
    private static string Elsewhere(string dataDirectory, ServerAccount account, Action<string>? report)
    {
        var note = Path.Combine(dataDirectory, "postgres.location");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)))[..12];
        var prefix = $"/var/lib/ai-policy-portal/{hash}-";
        var noted = File.Exists(note) ? File.ReadAllText(note).Trim() : "";
        if (noted.StartsWith(prefix, StringComparison.Ordinal))
            return noted;
        var folder = prefix + RandomNumberGenerator.GetHexString(8, lowercase: true);
        Directory.CreateDirectory("/var/lib/ai-policy-portal");
        LetOthersPass("/var/lib/ai-policy-portal");
        File.WriteAllText(note, folder);
        report?.Invoke(
            $"The account {account.Name}, which runs PostgreSQL for root, may not enter {dataDirectory}; "
            + $"the database is kept in {folder}.");
        return folder;
    }

    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }

    private string In(string name) => Path.Combine(Location, name);
}
