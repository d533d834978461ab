using System.CommandLine;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Fetching;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Cli;

internal static class CheckSourcesCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var days = new Option<int>("--older-than")
        {
            Description = "Look again at sources last looked at this many days ago or more; 0 for all.",
            HelpName = "days",
            DefaultValueFactory = _ => 7,
        };
        var limit = new Option<int?>("--limit") { Description = "The most sources of this run; the others are next in turn.", HelpName = "number" };
        var pause = new Option<double>("--pause")
        {
            Description = "Seconds between two requests to one host; its robots.txt may ask for more.",
            HelpName = "seconds",
            DefaultValueFactory = _ => 2,
        };
        var agent = new Option<string?>("--user-agent")
        {
            Description = "How to present itself, with an address for questions. Without it: Fetching__UserAgent of the environment.",
            HelpName = "text",
        };
        var command = new Command(
            "check-sources",
            "Looks whether the sources of records can still be read where they were, one request at a time. A run that was stopped goes on where it was.")
        {
            days, limit, pause, agent,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(
                database,
                new SourceCheckOptions
                {
                    Actor = Actor.Shell(Environment.UserName),
                    OlderThan = TimeSpan.FromDays(Positive(arguments.GetValue(days), "--older-than")),
                    Limit = arguments.GetValue(limit) is { } most ? (int)Positive(most, "--limit") : int.MaxValue,
                    Pause = TimeSpan.FromSeconds(Positive(arguments.GetValue(pause), "--pause")),
                },
                arguments.GetValue(agent) ?? Environment.GetEnvironmentVariable("Fetching__UserAgent"),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static double Positive(double value, string option) => value is >= 0 and < 100_000
        ? value
        : throw new CommandException($"{option} cannot be {value}; expected a number from 0 to 100000.");

    private static async Task<int> RunAsync(Database database, SourceCheckOptions options, string? agent, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var fetching = new FetchOptions();
        using var fetcher = new GuardedFetcher(string.IsNullOrWhiteSpace(agent) ? fetching : fetching with { UserAgent = agent });
        var result = await new SourceChecking(database.Context, fetcher, TimeProvider.System).RunAsync(options, new Lines(), cancellationToken);
        Console.WriteLine(result.ByHealth.Count == 0
            ? "No source is due."
            : string.Join(", ", result.ByHealth.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key.Code()}")) + $"; {result.TextsChanged} with another text.");
        return CommandRun.Success;
    }

    private sealed class Lines : IProgress<(Source Source, SourceCheck Check)>
    {
        public void Report((Source Source, SourceCheck Check) value) => Console.WriteLine(
            $"{value.Source.Reference}  {value.Check.Health.Code(),-9}  {value.Check.HttpStatus?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-",3}  {value.Check.FinalUrl ?? value.Source.Url}");
    }
}
