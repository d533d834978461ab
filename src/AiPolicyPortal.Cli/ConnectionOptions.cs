using System.CommandLine;

namespace AiPolicyPortal.Cli;

/// <summary>The options that every command has: which database it works on.</summary>
internal sealed class ConnectionOptions
{
    public Option<string?> ConnectionString { get; } = new("--connection")
    {
        Description = "Connection string of the PostgreSQL database. Without it: ConnectionStrings__Portal of the environment; "
            + "without that too, the private server of this checkout, started when it does not run.",
        HelpName = "connection string",
        Recursive = true,
    };

    public Option<DirectoryInfo?> DataDirectory { get; } = new("--data-directory")
    {
        Description = "Folder of the private server. Without it: Portal__DataDirectory of the environment, else .portal beside the solution.",
        HelpName = "folder",
        Recursive = true,
    };
}
