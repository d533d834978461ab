namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>
/// The account that runs the server: the current one, or for root, as which PostgreSQL refuses to run, another.
/// </summary>
/// <param name="Name">The other account; null for the current one.</param>
/// <param name="Prefix">What runs a command as this account when put before it.</param>
/// <param name="BoundPrefix">The same, for a command that is asked to stop when its parent dies; null where the system cannot.</param>
internal sealed record ServerAccount(string? Name, IReadOnlyList<string> Prefix, IReadOnlyList<string>? BoundPrefix)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    public bool IsCurrent => Name is null;

    public static async Task<ServerAccount> ChooseAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return new ServerAccount(null, [], await BoundAsync(["setpriv"], cancellationToken));
        foreach (var name in Candidates)
        {
            var group = await Command.RunAsync(["id", "-g", name], cancellationToken);
            if (!group.Succeeded)
                continue;
            foreach (var prefix in WaysToBecome(name, group.Output.Trim()))
            {
                if (await WorksAsync(prefix, cancellationToken))
                    return new ServerAccount(name, prefix, await BoundAsync(prefix, cancellationToken));
            }
        }
        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and there is no account 'postgres' or 'nobody' that root can run it as here. "
            + "Run the portal as an ordinary account, or set ConnectionStrings:Portal to a server of yours.");
    }

    public IReadOnlyList<string> Run(params string[] command) => [.. Prefix, .. command];

    public async Task<bool> MayEnterAsync(string folder, CancellationToken cancellationToken) =>
        (await Command.RunAsync(Run("test", "-x", folder), cancellationToken)).Succeeded;

    public async Task<bool> OwnsAsync(string folder, CancellationToken cancellationToken) =>
        IsCurrent || (await Command.RunAsync(Run("test", "-O", folder), cancellationToken)).Succeeded;

    public async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        if (IsCurrent)
            return;
        var result = await Command.RunAsync(["chown", $"{Name}:", path], cancellationToken);
        if (!result.Succeeded)
            throw new EmbeddedPostgresException($"The account {Name}, which is to run PostgreSQL, cannot be given {path}: {result.Words}");
    }

    private static IEnumerable<string[]> WaysToBecome(string name, string group) =>
    [
        ["setpriv", $"--reuid={name}", $"--regid={group}", "--clear-groups"],
        ["runuser", "-u", name, "--"],
        ["sudo", "-n", "-u", name, "--"],
        ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"],
    ];

    // In a session of its own the server is spared the terminal's Ctrl+C, which is for the application to act on first.
    private static async Task<IReadOnlyList<string>?> BoundAsync(string[] prefix, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || prefix[0] != "setpriv")
            return null;
        string[] bound = ["setsid", .. prefix, "--pdeathsig", "INT"];
        return await WorksAsync(bound, cancellationToken) ? bound : null;
    }

    private static async Task<bool> WorksAsync(string[] prefix, CancellationToken cancellationToken) =>
        (await Command.RunAsync([.. prefix, "true"], cancellationToken)).Succeeded;
}
