using System.CommandLine;

namespace AiPolicyPortal.Cli;

/// <summary>The <c>portal</c> command with everything below it.</summary>
internal static class PortalCommand
{
    public static RootCommand Create()
    {
        var connection = new ConnectionOptions();
        return new RootCommand("Looks after a portal's database: brings it up to date, and takes data in and out.")
        {
            connection.ConnectionString,
            connection.DataDirectory,
            MigrateCommand.Create(connection),
            ImportCommand.Create(connection),
            ImportGrantsCommand.Create(connection),
            UndoGrantsCommand.Create(connection),
            ExportCommand.Create(connection),
            ExportGrantsCommand.Create(connection),
            SnapshotCommand.Create(connection),
            UpdateRatesCommand.Create(connection),
            CheckSourcesCommand.Create(connection),
            GenerateCommand.Create(connection),
            ApiKeyCommand.Create(connection),
            VerifyCommand.Create(connection),
            CreateUserCommand.Create(connection),
        };
    }
}
