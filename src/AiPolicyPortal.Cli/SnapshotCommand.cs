using System.CommandLine;
using System.Globalization;
using AiPolicyPortal.Core.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Cli;

internal static class SnapshotCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "Where snapshots are kept. Without it: Snapshots__Folder of the environment, else beside the private server of this checkout.",
            HelpName = "folder",
        };
        var command = new Command(
            "snapshot",
            "Makes a snapshot of everything published, as files to download, if something was published since the last. See docs/operations.md.")
        {
            folder,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(database, FolderOf(database, arguments.GetValue(folder)), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, string folder, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var builder = new SnapshotBuilder(database.Context.Database.GetConnectionString()!, new SnapshotFolder(folder), Keep(), TimeProvider.System);
        var (outcome, snapshot) = await builder.BuildAsync(cancellationToken);
        switch (outcome)
        {
            case SnapshotOutcome.Built:
                Write(snapshot!);
                Console.WriteLine($"Snapshot {snapshot!.Name} of publication {snapshot.Publication} is in {folder}.");
                break;
            case SnapshotOutcome.UpToDate:
                Console.WriteLine($"Nothing was published since snapshot {snapshot!.Name}.");
                break;
            case SnapshotOutcome.NothingPublished:
                Console.WriteLine("Nothing is published yet.");
                break;
            default:
                throw new CommandException("Another snapshot of this database is being made.");
        }

        return CommandRun.Success;
    }

    private static void Write(SnapshotManifest snapshot)
    {
        foreach (var table in snapshot.Tables)
        {
            var sizes = table.Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Format} {file.Bytes}"));
            Console.WriteLine($"{table.Name,-14}{table.Rows,9} rows; bytes: {string.Join(", ", sizes)}");
        }
    }

    private static string FolderOf(Database database, DirectoryInfo? named)
    {
        if (named is not null)
        {
            return named.FullName;
        }

        var configured = Environment.GetEnvironmentVariable("Snapshots__Folder");
        return !string.IsNullOrEmpty(configured) ? Path.GetFullPath(configured)
            : database.OwnFolder is { } own ? Path.Combine(own, "snapshots")
            : throw new CommandException("No folder is named. Give --folder, or set Snapshots__Folder.");
    }

    private static int Keep()
    {
        var configured = Environment.GetEnvironmentVariable("Snapshots__Keep");
        return string.IsNullOrEmpty(configured) ? SnapshotBuilder.DefaultKeep
            : int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var keep) && keep > 0 ? keep
            : throw new CommandException($"Snapshots__Keep cannot be '{configured}'; it is a number from 1.");
    }
}
