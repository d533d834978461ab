using System.CommandLine;
using AiPolicyPortal.Core.Publishing.Audit;

namespace AiPolicyPortal.Cli;

internal static class VerifyCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var command = new Command(
            "verify",
            "Works the chain of the audit log out again and compares what was published with what it says. Names every entry that was changed "
            + "and every gap. Note down the last hash it prints: as long as a later run still has it, nothing before it was cut off.");
        var known = new Option<string?>("--known")
        {
            Description = "A last hash that was noted down before; it must still be in the chain.",
            HelpName = "hash",
        };
        command.Options.Add(known);
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments, options, database => RunAsync(database, arguments.GetValue(known), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, string? known, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var report = await new AuditCheck(database.Context).RunAsync(known, cancellationToken);
        Console.WriteLine($"{report.Entries} entries of the audit log, {report.Publications} publications covered by it, {report.Earlier} older than it.");
        if (report.Head is { } head)
        {
            Console.WriteLine($"Last hash: {head}");
        }

        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync(fault.Entry is { } entry ? $"Entry {entry}: {fault.What}" : fault.What);
        }

        Console.WriteLine(report.Faults.Count == 0 ? "The chain is whole." : $"Faults: {report.Faults.Count}. The audit log or what it tells of was changed.");
        return report.Faults.Count == 0 ? CommandRun.Success : CommandRun.Failure;
    }
}
