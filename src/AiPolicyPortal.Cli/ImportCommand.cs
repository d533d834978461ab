using System.CommandLine;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Cli;

internal static class ImportCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "The data folder." };
        var overwriteEdits = new Option<bool>("--overwrite-edits")
        {
            Description = "Also undo what was edited in the portal since the last import. Without it such rows are refused.",
        };
        var correction = new Option<bool>("--correction")
        {
            Description = "The folder puts right what was wrong: what it changes is listed as corrected.",
        };
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit.", HelpName = "words" };
        var command = new Command(
            "import",
            "Imports a data folder: all of it or, when anything in it is wrong, nothing and a list of every fault. "
            + "See docs/data-format.md.")
        {
            folder, overwriteEdits, correction, reason,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(
                database,
                arguments.GetRequiredValue(folder),
                new ImportOptions
                {
                    Actor = Actor.Shell(Environment.UserName),
                    Reason = arguments.GetValue(reason) ?? $"Data folder {arguments.GetRequiredValue(folder).Name} imported.",
                    OverwriteEdits = arguments.GetValue(overwriteEdits),
                    IsCorrection = arguments.GetValue(correction),
                },
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Database database, DirectoryInfo folder, ImportOptions options, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var import = new DataFolderImport(database.Context, TimeProvider.System);
        var result = await ProgressDisplay.RunAsync(progress => import.ImportAsync(folder.FullName, options, progress, cancellationToken));
        if (!result.Succeeded)
        {
            FaultTable.WriteRefused(result.Faults, Console.Error);
            return CommandRun.Failure;
        }

        WriteCounts(result);
        return CommandRun.Success;
    }

    private static void WriteCounts(ImportResult result)
    {
        var width = result.Files.Max(file => file.File.Length);
        Console.WriteLine($"{"".PadRight(width)} {"added",8} {"changed",8} {"unchanged",9}");
        foreach (var file in result.Files)
        {
            Console.WriteLine($"{file.File.PadRight(width)} {file.Added,8} {file.Changed,8} {file.Unchanged,9}");
        }

        Console.WriteLine(
            result.Publication is { } publication ? $"Published as number {publication.Number}." : "There was nothing to change.");
    }
}
