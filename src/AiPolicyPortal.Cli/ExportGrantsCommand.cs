using System.CommandLine;
using AiPolicyPortal.Core.Interchange.GrantImports;

namespace AiPolicyPortal.Cli;

internal static class ExportGrantsCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "The file to write." };
        var command = new Command("export-grants", "Exports the grants as a 360Giving data package. See docs/grant-imports.md.") { file };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments, options, database => RunAsync(database, arguments.GetRequiredValue(file), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, FileInfo file, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        await using var stream = file.Create();
        var (written, left) = await new GrantPackage(database.Context).WriteAsync(stream, null, cancellationToken);
        Console.WriteLine($"{written} grants; {left} are left out: they lack an amount, a day of award, a recipient or a funder.");
        return CommandRun.Success;
    }
}
