using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Where PostgreSQL's programs are found on the systems that people have.</summary>
internal static partial class InstalledFolders
{
    /// <summary>The folders of PATH, then those of the system's packages, newest version first.</summary>
    public static IEnumerable<string> List() => OnPath().Concat(Known()).Where(Directory.Exists).Distinct();

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Program(string name) => OnPath().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string[] OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Known()
    {
        if (OperatingSystem.IsWindows())
        {
            var programFiles = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return Versions(Path.Combine(programFiles, "PostgreSQL"), "*", "bin");
        }
        return OperatingSystem.IsMacOS()
            ? [
                .. Versions("/opt/homebrew/opt", "postgresql*", "bin"),
                .. Versions("/usr/local/opt", "postgresql*", "bin"),
                .. Versions("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
            ]
            : [
                .. Versions("/usr/lib/postgresql", "*", "bin"),
                .. Versions("/usr", "pgsql-*", "bin"),
                .. Versions("/usr/libexec", "postgresql*", ""),
                .. Versions("/home/linuxbrew/.linuxbrew/opt", "postgresql*", "bin"),
            ];
    }

    private static IEnumerable<string> Versions(string folder, string pattern, string below) =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, pattern)
                .OrderByDescending(VersionIn)
                .Select(version => Path.Combine(version, below))
            : [];

    private static int VersionIn(string folder) =>
        DigitsPattern().Match(Path.GetFileName(folder)) is { Success: true } match
            ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"\d{1,4}")]
    private static partial Regex DigitsPattern();
}
