using System.CommandLine;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Cli;

internal static class MigrateCommand
{
    public static Command Create(ConnectionOptions options)
    {
        var command = new Command(
            "migrate",
            "Brings the database up to date: its tables, and the countries, currencies, licences, exchange rates and series "
            + "that come with this version.");
        command.SetAction((arguments, cancellationToken) => CommandRun.OnDatabaseAsync(
            arguments, options, database => RunAsync(database, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Database database, CancellationToken cancellationToken)
    {
        await database.Context.MigrateAsync(cancellationToken);
        var loaded = await new ReferenceData(database.Context, TimeProvider.System).LoadAsync(DataPaths.Reference, cancellationToken);
        await GrantRates.ConvertOnceAsync(database.Context, cancellationToken);
        await ReleaseAssessing.EnsureAsync(database.Context, cancellationToken);
        Console.WriteLine(loaded is null ? "Everything was up to date." : "The tables and the reference data are up to date.");
        return CommandRun.Success;
    }
}
