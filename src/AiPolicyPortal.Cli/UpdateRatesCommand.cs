using System.CommandLine;
using System.Net.Http.Headers;
using AiPolicyPortal.Core.Interchange.Rates;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Cli;

internal static class UpdateRatesCommand
{
    private const int MaxRedirections = 5;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    public static Command Create(ConnectionOptions options)
    {
        var daily = new AddressOption("--daily", "newest day (XML)", "Portal__Rates__Daily", RateAddresses.Default.Daily);
        var recent = new AddressOption("--recent", "last 90 days (XML)", "Portal__Rates__Recent", RateAddresses.Default.Recent);
        var history = new AddressOption("--history", "whole history (ZIP)", "Portal__Rates__History", RateAddresses.Default.History);
        var full = new Option<bool>("--full")
        {
            Description = "Fetch the whole history though a smaller file would do, to find corrections of old rates too.",
        };
        var command = new Command(
            "update-rates",
            "Takes over the European Central Bank's euro reference rates: the smallest of its files that joins on to the days held.")
        {
            daily.Option, recent.Option, history.Option, full,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(
                database,
                new RateAddresses(daily.Read(arguments), recent.Read(arguments), history.Read(arguments)),
                arguments.GetValue(full),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, RateAddresses addresses, bool full, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { MaxAutomaticRedirections = MaxRedirections, ConnectTimeout = ConnectTimeout })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.Add(
            new ProductInfoHeaderValue("AiPolicyPortal", typeof(UpdateRatesCommand).Assembly.GetName().Version?.ToString(3)));
        var limits = new DownloadLimits();
        var update = new RateUpdate(database.Context, TimeProvider.System, new RateDownload(http, limits), limits);
        return Report(await update.RunAsync(addresses, Actor.Shell(Environment.UserName), full, cancellationToken));
    }

    private static int Report(RateUpdateResult result)
    {
        if (result.Faults.Count > 0)
        {
            FaultTable.WriteRefused(result.Faults, Console.Error);
            return CommandRun.Failure;
        }

        var (first, last) = result.Days!.Value;
        Console.WriteLine($"{result.File}: rates from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}");
        Console.WriteLine(result.Publication is { } publication
            ? $"{result.Changes.Added} added, {result.Changes.Corrected} corrected. Published as number {publication.Number}."
            : "There was nothing to change.");
        return CommandRun.Success;
    }

    /// <summary>An address that an option names, else the environment, else the Bank's own.</summary>
    private sealed class AddressOption(string name, string what, string variable, Uri usual)
    {
        public Option<string?> Option { get; } = new(name)
        {
            Description = $"Address of the {what}. Without it: {variable} of the environment, else {usual}",
            HelpName = "address",
        };

        public Uri Read(ParseResult arguments)
        {
            var (source, text) = arguments.GetValue(Option) is { } option ? (name, option) : (variable, Environment.GetEnvironmentVariable(variable));
            return string.IsNullOrEmpty(text) ? usual
                : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
                : throw new CommandException($"{source} cannot be '{text}'; expected an address such as {usual}");
        }
    }
}
