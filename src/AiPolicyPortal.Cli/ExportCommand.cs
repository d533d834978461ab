using System.CommandLine;
using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Cli;

internal static class ExportCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The folder to write; made when it is not there." };
        var overwrite = new Option<bool>("--overwrite")
        {
            Description = "Replace the CSV files of a folder that has some. Without it such a folder is refused.",
        };
        var command = new Command(
            "export",
            "Exports everything published as a data folder, which imports as the same data. See docs/data-format.md.")
        {
            folder, overwrite,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(database, arguments.GetRequiredValue(folder), arguments.GetValue(overwrite), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, DirectoryInfo folder, bool overwrite, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var files = await new DataFolderExport(database.Context).ExportAsync(folder.FullName, overwrite, cancellationToken);
        var width = files.Max(file => file.File.Length);
        foreach (var (file, rows) in files)
        {
            Console.WriteLine($"{file.PadRight(width)} {rows,8}");
        }

        return CommandRun.Success;
    }
}
