using System.CommandLine;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Cli;

/// <summary>Imports of grants for whoever operates the portal's server.</summary>
internal static class ImportGrantsCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV, XLSX or 360Giving JSON." };
        var source = new Option<string?>("--source") { Description = "Whose list it is; what its columns are is remembered under this name. Without it the file's name.", HelpName = "name" };
        var mapping = new Option<FileInfo?>("--mapping") { Description = "What the columns are, as JSON; see docs/grant-imports.md. Without it: as remembered, else as their headings suggest.", HelpName = "file" };
        var set = new Option<string[]>("--set") { Description = "A value for every row, such as currency=GBP; may be given again.", HelpName = "column=value" };
        var faults = new Option<FileInfo?>("--faults") { Description = "Where to write the rows with faults and what is wrong with them, as .xlsx or .csv.", HelpName = "file" };
        var sameNames = new Option<bool>("--match-names") { Description = "Take organisations of the same name for the portal's; without it their names stay as stated." };
        var newOnes = new Option<bool>("--new-organisations") { Description = "Enter organisations whose identifier the portal does not know." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and compare only; this is what happens without --publish too." };
        var publish = new Option<bool>("--publish") { Description = "Publish when there is no fault." };
        var command = new Command("import-grants", "Imports grants from a spreadsheet or from 360Giving: all of them or, when any row is wrong, none.")
        {
            file, source, mapping, set, faults, sameNames, newOnes, dryRun, publish,
        };
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments,
            options,
            database => RunAsync(
                database,
                arguments.GetRequiredValue(file),
                arguments.GetValue(source),
                new Wishes(arguments.GetValue(mapping), arguments.GetValue(set) ?? [], arguments.GetValue(faults), Decisions(arguments.GetValue(sameNames), arguments.GetValue(newOnes)),
                    arguments.GetValue(publish) && !arguments.GetValue(dryRun)),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static OrganisationMatch[] Decisions(bool sameNames, bool newOnes) => (sameNames, newOnes) switch
    {
        (true, true) => [OrganisationMatch.Name, OrganisationMatch.None],
        (true, false) => [OrganisationMatch.Name],
        (false, true) => [OrganisationMatch.None],
        _ => [],
    };

    private static async Task<int> RunAsync(Database database, FileInfo file, string? source, Wishes wishes, CancellationToken cancellationToken)
    {
        await database.RequireUpToDateAsync(cancellationToken);
        var run = new GrantImportRun(database.Context, TimeProvider.System, Actor.Shell(Environment.UserName));
        var report = new ImportGrantsReport(database.Context);
        try
        {
            await using var stream = file.OpenRead();
            var import = await run.CheckAsync(
                stream, file.Name, source ?? Path.GetFileNameWithoutExtension(file.Name), mapping => Wished(mapping, wishes), new Lines(), cancellationToken);
            return await FinishAsync(run, report, import, wishes, cancellationToken);
        }
        catch (ImportRefusedException refused)
        {
            throw new CommandException(refused.Message);
        }
    }

    private static async Task<int> FinishAsync(
        GrantImportRun run, ImportGrantsReport report, GrantImport import, Wishes wishes, CancellationToken cancellationToken)
    {
        if (import.Result is not { Faults: 0 })
        {
            ImportGrantsReport.WriteFile(import);
            await report.WriteFaultsAsync(import, wishes.Faults, cancellationToken);
            await run.DiscardAsync(import, CancellationToken.None);
            return CommandRun.Failure;
        }

        foreach (var match in wishes.Decisions)
        {
            await run.DecideAllAsync(import, match, cancellationToken);
        }

        await report.WriteResultAsync(import, cancellationToken);
        if (!wishes.Publish || import.Result is { Created: 0, Changed: 0, Reinstated: 0 })
        {
            await run.DiscardAsync(import, cancellationToken);
            Console.WriteLine(wishes.Publish ? "There was nothing to change." : "Nothing was changed. To publish it: --publish");
            return CommandRun.Success;
        }

        var number = await run.PublishAsync(import, cancellationToken);
        Console.WriteLine($"Published as number {number}. To take it back whole: portal undo-grants {import.Number}");
        return CommandRun.Success;
    }

    private static GrantMapping Wished(GrantMapping suggested, Wishes wishes)
    {
        var mapping = suggested;
        if (wishes.Mapping is { } file)
        {
            mapping = GrantMapping.Parse(File.ReadAllText(file.FullName)) ?? throw new CommandException($"{file.Name} is no mapping.");
            mapping = mapping.For(suggested);
        }

        var constants = new Dictionary<string, string>(mapping.Constants, StringComparer.Ordinal);
        foreach (var (target, value) in wishes.Set.Select(pair => pair.Split('=', 2)).Select(pair => pair is [var target, var value]
            ? (target, value)
            : throw new CommandException($"--set {pair[0]} says no value; write column=value.")))
        {
            constants[target] = value;
        }

        return mapping with { Constants = constants, Columns = [.. mapping.Columns.Select(column => wishes.Sets(column.Target) ? column with { Target = null } : column)] };
    }

    private sealed record Wishes(FileInfo? Mapping, string[] Set, FileInfo? Faults, OrganisationMatch[] Decisions, bool Publish)
    {
        public bool Sets(string? target) => target is not null && Set.Any(pair => pair.StartsWith(target + "=", StringComparison.Ordinal));
    }

    private sealed class Lines : IProgress<int>
    {
        public void Report(int value) => Console.Error.WriteLine($"{value} rows");
    }
}
