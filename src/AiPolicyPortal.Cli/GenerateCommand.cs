using System.CommandLine;
using AiPolicyPortal.Core.Generation;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Cli;

internal static class GenerateCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var grants = Count("--grants", "How many grants to make, each with its recipients.");
        var figures = Count("--figures", "How many figures to make, with programmes, announcements and links.");
        var seed = new Option<int>("--seed")
        {
            Description = "The same number on the same data makes the same records.",
            HelpName = "number",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command(
            "generate",
            "Fills a database that can be thrown away with data to measure by, spread like what it holds. Their references begin with gen-.")
        {
            grants, figures, seed,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(
                database,
                new GenerationOptions(
                    arguments.GetValue(grants), arguments.GetValue(figures), arguments.GetValue(seed), Actor.Shell(Environment.UserName)),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static Option<int> Count(string name, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number < 0)
            {
                result.AddError($"{name} cannot be {number}; expected a number from 0.");
            }
        });
        return option;
    }

    private static async Task<int> RunAsync(Database database, GenerationOptions options, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var result = await new DataGeneration(database.Context, TimeProvider.System).RunAsync(options, new Lines(), cancellationToken);
        if (result.Publication is not { } publication)
        {
            throw new CommandException("Nothing was asked for. Give --grants, --figures or both.");
        }

        Console.WriteLine($"{result.Grants} grants with {result.Recipients} recipients");
        Console.WriteLine($"{result.Figures} figures with {result.Links} links, {result.Announcements} announcements, {result.Programmes} programmes");
        Console.WriteLine($"Published as number {publication.Number}.");
        return CommandRun.Success;
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }
}
