using System.CommandLine;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Cli;

internal static class UndoGrantsCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var number = new Argument<int>("import") { Description = "The import's number, as portal import-grants said it." };
        var command = new Command(
            "undo-grants", "Takes an import of grants back whole, as one publication; refused where its records were published again since.") { number };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments, options, database => RunAsync(database, arguments.GetRequiredValue(number), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, int number, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var import = await database.Context.GrantImports.SingleOrDefaultAsync(import => import.Number == number, cancellationToken)
            ?? throw new CommandException($"There is no import {number}.");
        try
        {
            await new GrantImportRun(database.Context, TimeProvider.System, Actor.Shell(Environment.UserName)).UndoAsync(import, cancellationToken);
        }
        catch (ImportRefusedException refused)
        {
            throw new CommandException(refused.Message);
        }

        Console.WriteLine($"Import {number} was taken back by publication {import.UndoNumber}.");
        return CommandRun.Success;
    }
}
