namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Makes the data folder of a new server.</summary>
internal static class Cluster
{
    public const string Superuser = "postgres";

    public static async Task CreateAsync(
        PostgresBinaries binaries, ServerAccount account, ServerFolder folder, bool forTests, CancellationToken cancellationToken)
    {
        await folder.WritePasswordAsync(account, cancellationToken);
        // Made beside its place and then moved, so that what an interrupted run leaves is never taken for a database.
        var unfinished = folder.Data + ".new";
        var failure = "";
        foreach (var locale in Locales(binaries.Version.Major))
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            string[] command =
            [
                binaries.InitDb, "-D", unfinished, "--username", Superuser, "--pwfile", folder.Password, "--auth=scram-sha-256",
                "--encoding=UTF8", .. locale, .. forTests ? (string[])["--no-sync"] : [],
            ];
            var result = await Command.RunAsync(account.Run(command), cancellationToken);
            if (result.Succeeded)
            {
                await File.AppendAllTextAsync(Path.Combine(unfinished, "postgresql.conf"), "\ninclude 'portal.conf'\n", cancellationToken);
                Directory.Move(unfinished, folder.Data);
                return;
            }
            failure = result.Words;
        }
        throw new EmbeddedPostgresException($"A database could not be made in {folder.Location}: {failure}");
    }

    // Code point order and Unicode's letters: PostgreSQL has them itself from 17 on; before, it asks the system, where the
    // name is not everywhere the same.
    private static string[][] Locales(int majorVersion) => majorVersion >= 17
        ? [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
        : [["--locale=C.UTF-8"], ["--locale=C", "--lc-ctype=UTF-8"], ["--locale=C"]];
}
