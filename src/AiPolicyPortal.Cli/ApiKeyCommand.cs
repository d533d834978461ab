using System.CommandLine;
using System.Globalization;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;

namespace AiPolicyPortal.Cli;

internal static class ApiKeyCommand
{
    public static Command Create(ConnectionOptions options) =>
        new("api-key", "Issues, lists and revokes the free keys with which clients may ask the API more often.")
        {
            CreateIssue(options), CreateList(options), CreateRevoke(options),
        };

    private static Command CreateIssue(ConnectionOptions options)
    {
        var label = new Option<string>("--label") { Description = "Who it is for, in a few words.", HelpName = "words", Required = true };
        var perMinute = new Option<int?>("--per-minute") { Description = "Requests a minute, where it differs from other keys.", HelpName = "number" };
        var command = new Command("create", "Issues a key and prints it, once.") { label, perMinute };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, options, async keys =>
        {
            var (stored, key) = await keys.IssueAsync(arguments.GetValue(label)!, arguments.GetValue(perMinute), Actor.Shell(Environment.UserName), cancellationToken);
            Console.WriteLine(key);
            await Console.Error.WriteLineAsync($"Key {stored.Id} for {stored.Label}. Only its hash is stored: it cannot be shown again.");
        }, cancellationToken));
        return command;
    }

    private static Command CreateList(ConnectionOptions options)
    {
        var command = new Command("list", "Lists every key that was issued, by its last four characters.");
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, options, async keys =>
            Write(await keys.ListAsync(cancellationToken)), cancellationToken));
        return command;
    }

    private static Command CreateRevoke(ConnectionOptions options)
    {
        var id = new Argument<Guid>("id") { Description = "As list shows it." };
        var command = new Command("revoke", "Revokes a key for ever, on every node within ten seconds.") { id };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, options, async keys =>
        {
            var key = await keys.RevokeAsync(arguments.GetValue(id), Actor.Shell(Environment.UserName), cancellationToken)
                ?? throw new CommandException($"There is no key {arguments.GetValue(id)}. See: portal api-key list");
            Console.WriteLine($"Key {key.Id} for {key.Label} is revoked since {Day(key.RevokedAt)}.");
        }, cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(ParseResult arguments, ConnectionOptions options, Func<ApiKeys, Task> work, CancellationToken cancellationToken) =>
        CommandRun.OnDatabaseAsync(
            arguments,
            options,
            async database =>
            {
                await database.RequireUpToDateAsync(cancellationToken);
                await work(new ApiKeys(database.Context, new AuditLog(database.Context, TimeProvider.System), TimeProvider.System));
                return CommandRun.Success;
            },
            cancellationToken);

    private static void Write(IReadOnlyList<ApiKey> keys)
    {
        Console.WriteLine($"{"id",-36}  ends  a minute  issued      revoked     for");
        foreach (var key in keys)
        {
            var perMinute = key.PerMinute?.ToString(CultureInfo.InvariantCulture) ?? "as all";
            Console.WriteLine($"{key.Id}  {key.Last}  {perMinute,8}  {Day(key.CreatedAt),-10}  {Day(key.RevokedAt),-10}  {key.Label}");
        }
    }

    private static string Day(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
